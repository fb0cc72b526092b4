import type { AuthorizationRequest, AuthorizationResult, Authorize } from "#lib/domain/authorization.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { ALL_ACTION_FACTS } from "../all-action-facts.ts";
import { compilePolicy, namesAction } from "../compiled-statement.ts";
import { createAuthorize } from "../evaluate.ts";
import type { NamedPolicy, RolePolicies } from "../named-policy.ts";
import { listOf, type PolicyDocument, type Statement } from "../policy-document.ts";
import type { PolicySet } from "../policy-set.ts";
import type { Truth } from "../truth.ts";
import { roleRequest } from "./witness/role-request.ts";
import { type WitnessNode, witnessNodesOf } from "./witness/witness-node.ts";
import { type WitnessPlaces, witnessPlaces } from "./witness/witness-places.ts";

/** A statement made ready to be asked by itself. */
export type ExaminedStatement = {
  policy: number;
  index: number;
  source: Statement;
  /** Whether its policy has policy variables at all. */
  hasVariables: boolean;
  /** Whether its actions take in the action, in whatever way they are written. */
  names: (action: string) => Truth;
  /** What the role would be allowed were this its only statement. */
  alone: Authorize;
  /** Nodes that the role's patterns tell apart, those of this statement's own first. */
  nodes: readonly WitnessNode[];
  /** Those of them that an Allow takes in among its resources for the action, whatever its conditions say. */
  nodesFor: (action: string) => readonly WitnessNode[];
};

/** A role's policies made ready for the questions of the rules. */
export type ExaminedRole = {
  policies: readonly NamedPolicy[];
  tag: TagSpec;
  partition: Partition;
  boundary: PolicyDocument | null;
  places: WitnessPlaces;
  statements: readonly ExaminedStatement[];
  /** What all of them together allow, within the boundary. */
  authorize: Authorize;
};

/** Compiles the role once for all rules. */
export function examineRole({ policies, boundary }: RolePolicies, tag: TagSpec, partition: Partition): ExaminedRole {
  const documents = [...policies, ...(boundary === null ? [] : [boundary])].map(({ document }) => document);
  const places = witnessPlaces(documents, partition);
  const shared = distinct(["*", ...documents.flatMap(patternsOf)].flatMap((pattern) => witnessNodesOf(pattern, places)));
  const statements = policies.flatMap(({ document }, policy) =>
    document.Statement.map((source, index) => examineStatement(document, source, { policy, index }, places, shared)),
  );
  const limit = boundary?.document ?? null;
  const authorize = authorizeWith(
    within(
      limit,
      policies.map(({ document }) => document),
    ),
  );
  return { policies, tag, partition, boundary: limit, places, statements, authorize };
}

/** What the role would be allowed without some of its statements. */
export function authorizeWithout(role: ExaminedRole, isLeftOut: (statement: ExaminedStatement) => boolean): Authorize {
  const kept = role.statements.filter((statement) => !isLeftOut(statement));
  if (kept.length === role.statements.length) return role.authorize;
  const rest = role.policies.map(({ document }, at) => ({
    ...document,
    Statement: kept.filter(({ policy }) => policy === at).map(({ source }) => source),
  }));
  return authorizeWith(within(role.boundary, rest));
}

function within(boundary: PolicyDocument | null, identity: readonly PolicyDocument[]): PolicySet {
  return boundary === null ? { identity } : { identity, boundary };
}

/** What a statement grants that the rest of the role does not take back. */
export function grants(role: ExaminedRole, statement: ExaminedStatement, request: AuthorizationRequest): AuthorizationResult {
  const { result } = statement.alone(request);
  if (result === "denied") return "denied";
  const whole = role.authorize(request).result;
  return whole === "allowed" ? result : whole;
}

/** An evaluator with the facts of every action. */
export function authorizeWith(policies: PolicySet): Authorize {
  return createAuthorize(policies, ALL_ACTION_FACTS);
}

function examineStatement(
  document: PolicyDocument,
  source: Statement,
  place: { policy: number; index: number },
  places: WitnessPlaces,
  shared: readonly WitnessNode[],
): ExaminedStatement {
  const single: PolicyDocument = { ...document, Statement: [source] };
  const [compiled] = compilePolicy(single, "identity", 0, ALL_ACTION_FACTS);
  const own = listOf(source.Resource).flatMap((pattern) => witnessNodesOf(pattern, places));
  const nodes = distinct([...own.slice(0, MOST_NODES), ...shared.slice(0, MOST_NODES)]);
  // Most statements are about something else, and are never asked.
  let compiledAlone: Authorize | undefined;
  const alone: Authorize = (request) => {
    compiledAlone ??= authorizeWith({ identity: [single] });
    return compiledAlone(request);
  };
  return {
    ...place,
    source,
    hasVariables: document.Version === "2012-10-17",
    names: remembered((action) => (compiled === undefined ? "no" : namesAction(compiled, action))),
    alone,
    nodes,
    nodesFor: remembered((action) =>
      nodes.filter((node) => alone(roleRequest(action, node)).reasons.some(({ kind }) => !ELSEWHERE.includes(kind))),
    ),
  };
}

/** Reasons of a statement that has nothing to do with the resource. */
const ELSEWHERE: readonly string[] = ["no-statement-for-action", "no-statement-for-resource"];

function remembered<T>(answer: (action: string) => T): (action: string) => T {
  const known = new Map<string, T>();
  return (action) => {
    const found = known.get(action) ?? answer(action);
    known.set(action, found);
    return found;
  };
}

/** A role that names hundreds of nodes is asked about some of them; the first is one that it does not name. */
const MOST_NODES = 24;

function patternsOf(document: PolicyDocument): readonly string[] {
  return document.Statement.flatMap(({ Resource: some, NotResource: others }) => [...listOf(some), ...listOf(others)]);
}

function distinct(nodes: readonly WitnessNode[]): readonly WitnessNode[] {
  return [...new Map(nodes.map((node) => [node.arn, node])).values()];
}
