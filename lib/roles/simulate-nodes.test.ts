import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accountNumbered, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { PACED_ATTEMPTS } from "#lib/aws/paced-attempts.ts";
import type { SimulationSubject } from "#lib/aws/simulate-policy.ts";
import { CAPABILITIES } from "#lib/domain/capability.ts";
import type { AccountId } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { sampleNode } from "#lib/domain/sample-node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAccountAuthorize } from "#lib/policy/account-policies.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import { renderVariant, VARIANTS } from "#lib/policy/variants.ts";
import { isReadRole } from "./role-answer.ts";
import { RoleBook } from "./role-book.ts";
import { rolePolicySets } from "./role-policy-sets.ts";
import { type SimulateNodes, simulateNodes } from "./simulate-nodes.ts";

const CORP = accountNumbered("222222222222");
const ACCOUNTS = ["111111111111", "222222222222", "333333333333"].map((id) => ({ account: accountNumbered(id), role: null }));

let world: StandInSweep;
let nodes: readonly Node[];
beforeAll(async () => {
  world = await startStandInSweep({ instances: 300, seed: 4 });
  // At AWS's pace the many questions of these tests take a quarter of a minute; pacing has tests of its own.
  for (const { account } of ACCOUNTS) world.aws.iam(account).iam.middlewareStack.remove(PACED_ATTEMPTS.name);
  await world.sweep();
  const { snapshot } = world.estate;
  nodes = Array.from({ length: 6 }, (_, at) => snapshot.node(Math.floor((at * snapshot.rowCount) / 6)));
});
afterEach(() => world.setFaults([]));
afterAll(() => world.close());

type Subject = Pick<SimulateNodes, "authorize" | "subjectOf">;

function simulated(subject: Subject, some = nodes) {
  return simulateNodes({
    aws: world.aws,
    nodes: some,
    capabilities: CAPABILITIES,
    signal: new AbortController().signal,
    ...subject,
  });
}

function given(document: PolicyDocument): Subject {
  const subject: SimulationSubject = { kind: "policies", policies: [document], boundary: null };
  return { authorize: createAuthorize({ identity: [document] }), subjectOf: () => subject };
}

async function live(): Promise<Subject> {
  const answer = await new RoleBook({ aws: world.aws, accounts: ACCOUNTS, role: null }).read();
  const arnOf = (account: AccountId) => answer.roles.find((role) => role.account === account && isReadRole(role));
  return {
    authorize: createAccountAuthorize(rolePolicySets(answer)),
    subjectOf: (account) => {
      const role = arnOf(account);
      return { kind: "role", arn: role !== undefined && isReadRole(role) ? role.roleArn : "" };
    },
  };
}

describe("simulateNodes", () => {
  it.each(VARIANTS)("agrees on every leg of every node with a simulator of the same rules, under %s", async (variant) => {
    const answer = await simulated(given(renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG })));
    expect(answer.counts).toMatchObject({ differ: 0, "not-answered": 0 });
    expect(answer.counts.agree).toBeGreaterThan(10);
    expect(answer.nodes.map(({ id }) => id)).toEqual(nodes.map(({ id }) => id));
  });

  it("asks about each account's own role as it is", async () => {
    const answer = await simulated(await live());
    expect(answer.counts).toMatchObject({ differ: 0, "not-answered": 0 });
    const allowed = answer.nodes.flatMap(({ legs }) => legs).filter(({ aws }) => aws.answered && aws.decision === "allowed");
    expect(allowed.length).toBeGreaterThan(5);
  });

  it("puts the node's tags to AWS, so that the answers differ from node to node", async () => {
    const corrected = given(renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG }));
    const tagged = sampleNode({ account: CORP, tags: { [DOCUMENTED_TAG.key]: DOCUMENTED_TAG.value } });
    const other = { ...tagged, tags: { [DOCUMENTED_TAG.key]: "true" } };
    const bare = { ...tagged, tags: {} };
    const answer = await simulated(corrected, [tagged, other, bare]);
    const first = answer.nodes.map(({ legs }) => legs[0]?.aws);
    expect(first).toMatchObject([
      { decision: "allowed", missing: [] },
      { decision: "implicitDeny", missing: [] },
      { decision: "implicitDeny", missing: [`ssm:resourceTag/${DOCUMENTED_TAG.key}`] },
    ]);
  });

  it("shows as a difference what an organization's policy takes away, which the role does not tell", async () => {
    const denied = sampleNode({ account: CORP, region: world.standIn.estate.deniedCell.region });
    const [node] = (await simulated(await live(), [denied])).nodes;
    expect(node?.legs[0]).toMatchObject({
      agreement: "differ",
      aws: { decision: "explicitDeny", byOrganization: false },
      ours: { result: "allowed" },
    });
  });

  it("does not ask AWS about a node whose tags were not read, and does not call that a difference", async () => {
    const [node] = (await simulated(await live(), [sampleNode({ account: CORP, tags: null })])).nodes;
    const legs = node?.legs.map(({ leg, agreement }) => `${leg} ${agreement}`);
    expect(legs).toEqual(["node not-answered", "document agree", "node not-answered", "document agree"]);
  });

  it("says what AWS did not answer and why, and keeps what it did", async () => {
    const code = "InvalidInput";
    await world.setFaults([
      { kind: "error", where: { operation: "SimulateCustomPolicy" }, percent: 50, code, message: "Not here.", status: 400 },
    ]);
    const answer = await simulated(given(renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG })));
    expect(answer.counts.differ).toBe(0);
    expect(answer.counts.agree).toBeGreaterThan(0);
    const unanswered = answer.nodes.flatMap(({ legs }) => legs).filter(({ agreement }) => agreement === "not-answered");
    expect(unanswered.length).toBe(answer.counts["not-answered"]);
    expect(unanswered.length).toBeGreaterThan(0);
    for (const { aws } of unanswered) expect(aws).toMatchObject({ answered: false, problem: { detail: "Not here." } });
  });

  it("leaves the nodes of an account that refuses unanswered, with the reason, and answers for the others", async () => {
    await world.setFaults([{ kind: "deny", where: { operation: "SimulatePrincipalPolicy", account: CORP } }]);
    const answer = await simulated(await live());
    for (const { account, legs } of answer.nodes) {
      for (const { aws } of legs) {
        expect(aws).toMatchObject(account === CORP ? { answered: false, problem: { code: "AccessDenied" } } : { answered: true });
      }
    }
    expect(answer.counts.agree).toBeGreaterThan(0);
    expect(answer.counts["not-answered"]).toBeGreaterThan(0);
  });

  it("does the same for an account whose role was not read", async () => {
    const subject = await live();
    const problem = { code: "no-cado-role", title: "There is none." };
    const subjectOf: Subject["subjectOf"] = (account) => (account === CORP ? { problem } : subject.subjectOf(account));
    const answer = await simulated({ ...subject, subjectOf });
    const unanswered = answer.nodes.flatMap(({ legs }) => legs).filter(({ agreement }) => agreement === "not-answered");
    expect(unanswered.length).toBeGreaterThan(0);
    for (const { aws } of unanswered) expect(aws).toEqual({ answered: false, problem });
  });

  it.each([
    ["SimulatePrincipalPolicy", live],
    ["SimulateCustomPolicy", () => given(renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG }))],
  ])("names the action where iam:%s is denied, rather than answer with nothing", async (operation, subject) => {
    await world.setFaults([{ kind: "deny", where: { operation } }]);
    await expect(simulated(await subject())).rejects.toMatchObject({ fault: "denied", problem: { action: `iam:${operation}` } });
  });
});
