import "server-only";
import { getAwsAccess } from "#lib/aws/aws-access.ts";
import { AwsError, toProblem } from "#lib/aws/aws-problem.ts";
import type { SimulationSubject } from "#lib/aws/simulate-policy.ts";
import type { AccountId } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { createAccountAuthorize } from "#lib/policy/account-policies.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { RolePolicies } from "#lib/policy/named-policy.ts";
import type { SimulationAnswer } from "#lib/policy/simulation.ts";
import { readRoles } from "./read-roles.ts";
import { type AccountRole, isReadRole } from "./role-answer.ts";
import { policySetOf, rolePolicySets } from "./role-policy-sets.ts";
import { type SimulateNodes, simulateNodes } from "./simulate-nodes.ts";
import type { SimulateRequest } from "./simulate-request.ts";

export type SimulateResult = { ok: true; answer: SimulationAnswer } | { ok: false; problem: Problem & { status: number } };

type Subject = Pick<SimulateNodes, "authorize" | "subjectOf">;

/**
 * Compares AWS's policy simulator with our evaluator on nodes of the estate: under given policies, or under the role
 * that each account has. 404 for a node that is not in the estate, 502 where AWS refuses to simulate.
 */
export async function simulate(request: SimulateRequest, snapshot: Snapshot, signal: AbortSignal): Promise<SimulateResult> {
  const nodes = request.nodes.flatMap(({ account, region, id }): Node[] => {
    const row = snapshot.rowOf(account, region, id);
    return row === undefined ? [] : [snapshot.node(row)];
  });
  if (nodes.length < request.nodes.length) {
    const title = "Some of these nodes are not in the estate.";
    return {
      ok: false,
      problem: { status: 404, code: "no-such-node", title, remedy: "Refresh, and choose among what is listed." },
    };
  }
  const accounts = [...new Set(nodes.map(({ account }) => account))];
  const subject = request.role === null ? await liveRoles(accounts) : givenPolicies(request.role);
  if ("problem" in subject) return { ok: false, problem: { ...subject.problem, status: 502 } };
  try {
    const { capabilities } = request;
    return { ok: true, answer: await simulateNodes({ aws: getAwsAccess(), nodes, capabilities, ...subject, signal }) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ok: false, problem: { ...toProblem(error, { action: "iam:SimulateCustomPolicy" }), status: 502 } };
  }
}

function givenPolicies(role: RolePolicies): Subject {
  const policies = role.policies.map(({ document }) => document);
  const given: SimulationSubject = { kind: "policies", policies, boundary: role.boundary?.document ?? null };
  return { authorize: createAuthorize(policySetOf(role)), subjectOf: () => given };
}

async function liveRoles(accounts: readonly AccountId[]): Promise<Subject | { problem: Problem }> {
  const read = await readRoles();
  if (!read.ok) return { problem: read.problem };
  const { roles } = read.answer;
  const subjectOf: Subject["subjectOf"] = (account) => {
    const role: AccountRole | undefined = roles.find((known) => known.account === account);
    if (role === undefined) return { problem: notConfigured(account) };
    return isReadRole(role) ? { kind: "role", arn: role.roleArn } : { problem: role.problem };
  };
  const subjects = accounts.map(subjectOf);
  const [first] = subjects;
  if (first !== undefined && "problem" in first && subjects.every((subject) => "problem" in subject)) return first;
  return { authorize: createAccountAuthorize(rolePolicySets(read.answer)), subjectOf };
}

function notConfigured(account: AccountId): Problem {
  return { code: "no-such-account", title: `Account ${account} is not in the configuration.`, account };
}
