import "server-only";
import {
  type ContextEntry,
  type EvaluationResult,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { SimulatedDecision } from "#lib/policy/simulation.ts";
import { iamPages } from "./call-iam.ts";
import type { IamClients } from "./iam-clients.ts";

/** Whose policies are simulated: a role's as they are, or policies that no role has yet. */
export type SimulationSubject =
  | { kind: "role"; arn: string }
  | { kind: "policies"; policies: readonly PolicyDocument[]; boundary: PolicyDocument | null };

export type Simulate = {
  subject: SimulationSubject;
  actions: readonly string[];
  resource: string;
  context: Readonly<Record<string, string | readonly string[]>>;
  signal: AbortSignal;
};

/**
 * What AWS's policy simulator says of each action on the resource; an action that AWS leaves out is left out. For a role
 * it takes the organization's policies into account. Throws AwsError.
 */
export async function simulatePolicy(clients: IamClients, asked: Simulate): Promise<ReadonlyMap<string, SimulatedDecision>> {
  const decisions = new Map<string, SimulatedDecision>();
  for await (const { EvaluationResults = [] } of pages(clients, asked)) {
    for (const result of EvaluationResults) {
      const decision = toDecision(result, asked.resource);
      if (result.EvalActionName && decision) decisions.set(result.EvalActionName, decision);
    }
  }
  return decisions;
}

/** The most that one answer may hold. */
const PAGE_SIZE = 1000;

function pages(clients: IamClients, { subject, actions, resource, context, signal }: Simulate) {
  const common = {
    ActionNames: [...actions],
    ResourceArns: [resource],
    ContextEntries: Object.entries(context).map(toEntry),
    MaxItems: PAGE_SIZE,
  };
  if (subject.kind === "role") {
    return iamPages(clients, "iam:SimulatePrincipalPolicy", signal, (marker, abortSignal) =>
      clients.iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: subject.arn, ...common, ...marker }), {
        abortSignal,
      }),
    );
  }
  const policies = {
    PolicyInputList: subject.policies.map((document) => JSON.stringify(document)),
    ...(subject.boundary === null ? {} : { PermissionsBoundaryPolicyInputList: [JSON.stringify(subject.boundary)] }),
  };
  return iamPages(clients, "iam:SimulateCustomPolicy", signal, (marker, abortSignal) =>
    clients.iam.send(new SimulateCustomPolicyCommand({ ...policies, ...common, ...marker }), { abortSignal }),
  );
}

const BOOLEAN_KEYS = new Set(["aws:SecureTransport", "aws:ViaAWSService"]);

function toEntry([key, value]: [string, string | readonly string[]]): ContextEntry {
  if (typeof value !== "string") return { ContextKeyName: key, ContextKeyValues: [...value], ContextKeyType: "stringList" };
  return { ContextKeyName: key, ContextKeyValues: [value], ContextKeyType: BOOLEAN_KEYS.has(key) ? "boolean" : "string" };
}

/** The answer for the resource is in ResourceSpecificResults, or, where only one was asked for, beside it. */
function toDecision(result: EvaluationResult, resource: string): SimulatedDecision | undefined {
  const specific = result.ResourceSpecificResults?.find(({ EvalResourceName }) => EvalResourceName === resource);
  const decision = specific?.EvalResourceDecision ?? result.EvalDecision;
  if (decision === undefined) return undefined;
  const matched = specific?.MatchedStatements ?? result.MatchedStatements ?? [];
  const boundary = specific?.PermissionsBoundaryDecisionDetail ?? result.PermissionsBoundaryDecisionDetail;
  return {
    decision,
    policies: [...new Set(matched.flatMap(({ SourcePolicyId }) => SourcePolicyId ?? []))],
    missing: specific?.MissingContextValues ?? result.MissingContextValues ?? [],
    byOrganization: result.OrganizationsDecisionDetail?.AllowedByOrganizations ?? null,
    byBoundary: boundary?.AllowedByPermissionsBoundary ?? null,
  };
}
