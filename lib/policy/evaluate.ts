import type {
  AuthorizationAnswer,
  AuthorizationReason,
  AuthorizationRequest,
  Authorize,
  PolicySource,
  StatementRef,
} from "#lib/domain/authorization.ts";
import { COMMON_FACTS } from "./action-facts.ts";
import {
  type CompiledStatement,
  compilePolicy,
  namesAction,
  type StatementOutcome,
  testStatement,
} from "./compiled-statement.ts";
import { type PolicyReads, readsOf } from "./facts-key.ts";
import type { FactsTable } from "./facts-table.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { PolicySet } from "./policy-set.ts";
import { createContext, type RequestContext } from "./request-context.ts";
import { type AskedResource, askedResource } from "./resource-pattern.ts";
import type { Truth } from "./truth.ts";

/** An evaluator that also tells which facts of a node its answers about Run Command and port forwarding depend on. */
export type PolicyAuthorize = Authorize & { readonly reads: PolicyReads };

/**
 * Compiles the policies once; the answer to each request is three-valued, with its reasons as data.
 *
 * An explicit deny in any policy denies. Without one, every gate that was given has to allow: the identity policies
 * together, the boundary, the session policies together, each level of SCPs and of RCPs. A gate that certainly does not
 * allow denies, whatever else is unknown; the rest is unknown. Operators, keys and forms that are not implemented make
 * their statement unknown, so they never allow. (IAM reference, "Policy evaluation logic".)
 *
 * `facts` tells which actions have a resource level. The default knows those that verdicts ask about; an action that it
 * does not have is unknown on less than every resource. Whoever asks about any action hands over `ALL_ACTION_FACTS`.
 */
export function createAuthorize(policies: PolicySet, facts: FactsTable = COMMON_FACTS): PolicyAuthorize {
  const gates = gatesOf(policies, facts);
  const authorize = (request: AuthorizationRequest): AuthorizationAnswer => decide(gates, request, facts);
  return Object.assign(authorize, { reads: readsOf(gates.flatMap(({ statements }) => statements)) });
}

/** Policies of which one Allow is enough, and without one of which nothing is allowed. */
type Gate = {
  source: PolicySource;
  statements: readonly CompiledStatement[];
  /** By action: the statements that may name it. A role's whole policy has hundreds of actions, a verdict asks for two. */
  byAction: Map<string, readonly Candidate[]>;
};

type Candidate = { statement: CompiledStatement; action: Truth };

type GateAnswer = { denies: Truth; allows: Truth; outcomes: readonly Outcome[] };

type Outcome = { statement: CompiledStatement; outcome: StatementOutcome };

function gatesOf({ identity, boundary, session, scps, rcps }: PolicySet, facts: FactsTable): readonly Gate[] {
  const gate = (source: PolicySource, documents: readonly PolicyDocument[], from = 0): Gate => {
    const statements = documents.flatMap((document, at) => compilePolicy(document, source, from + at, facts));
    return { source, statements, byAction: new Map() };
  };
  const levels = (source: PolicySource, lists: readonly (readonly PolicyDocument[])[] = []): readonly Gate[] =>
    lists.map((documents, level) => gate(source, documents, lists.slice(0, level).flat().length));
  return [
    gate("identity", identity),
    ...(boundary === undefined ? [] : [gate("boundary", [boundary])]),
    ...(session === undefined || session.length === 0 ? [] : [gate("session", session)]),
    ...levels("scp", scps),
    ...levels("rcp", rcps),
  ];
}

const REMEMBERED_ACTIONS = 200;

function candidatesOf({ statements, byAction }: Gate, action: string): readonly Candidate[] {
  const known = byAction.get(action);
  if (known !== undefined) return known;
  const candidates = statements
    .map((statement) => ({ statement, action: namesAction(statement, action) }))
    .filter((candidate) => candidate.action !== "no");
  if (byAction.size < REMEMBERED_ACTIONS) byAction.set(action, candidates);
  return candidates;
}

function decide(gates: readonly Gate[], request: AuthorizationRequest, facts: FactsTable): AuthorizationAnswer {
  const context = createContext(request);
  const asked = askedResource(request.action, request.resource, facts);
  const answers = gates.map((gate) => askGate(gate, asked, context));
  if (answers.some(({ denies }) => denies === "yes")) {
    return { result: "denied", reasons: refsOf(answers, "Deny").map((statement) => ({ kind: "explicit-deny", statement })) };
  }
  const closed = answers.flatMap((answer, at) =>
    answer.allows === "no" ? [closedBecause(gates[at]?.source ?? "identity", answer)] : [],
  );
  if (closed.length > 0) return { result: "denied", reasons: closed.flat() };
  if (answers.every(({ denies, allows }) => denies === "no" && allows === "yes")) {
    return { result: "allowed", reasons: refsOf(answers, "Allow").map((statement) => ({ kind: "allowed-by", statement })) };
  }
  return { result: "unknown", reasons: answers.flatMap(unknownBecause) };
}

function askGate(gate: Gate, asked: AskedResource, context: RequestContext): GateAnswer {
  const outcomes = candidatesOf(gate, asked.action).map(
    ({ statement, action }): Outcome => ({ statement, outcome: testStatement(statement, action, asked, context) }),
  );
  return { denies: verdictOf(outcomes, "Deny"), allows: verdictOf(outcomes, "Allow"), outcomes };
}

function verdictOf(outcomes: readonly Outcome[], effect: "Allow" | "Deny"): Truth {
  let verdict: Truth = "no";
  for (const { statement, outcome } of outcomes) {
    if (outcome.applies === "no" || (statement.effect !== effect && statement.effect !== "unclear")) continue;
    if (outcome.applies === "yes") return "yes";
    verdict = "unknown";
  }
  return verdict;
}

function refsOf(answers: readonly GateAnswer[], effect: "Allow" | "Deny"): readonly StatementRef[] {
  return answers.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ statement, outcome }) =>
      statement.effect === effect && outcome.applies === "yes" ? [statement.ref] : [],
    ),
  );
}

/** Why a gate does not allow: the conditions that failed, else the statements on other resources, else none at all. */
function closedBecause(source: PolicySource, { outcomes }: GateAnswer): readonly AuthorizationReason[] {
  const allows = outcomes.filter(({ statement }) => statement.effect === "Allow");
  const failed = allows.flatMap(({ outcome }) => (outcome.where === "condition" ? outcome.reasons : []));
  const elsewhere = allows.flatMap(({ statement, outcome }) => (outcome.where === "resource" ? [statement.ref] : []));
  if (failed.length > 0) return failed;
  if (elsewhere.length > 0) return [{ kind: "no-statement-for-resource", source, statements: elsewhere }];
  return [{ kind: "no-statement-for-action", source }];
}

/** What would have to be known: of denies that may apply, and of allows where none certainly does. */
function unknownBecause({ outcomes, allows }: GateAnswer): readonly AuthorizationReason[] {
  return outcomes.flatMap(({ statement, outcome }) => {
    if (outcome.where !== "condition" || outcome.applies !== "unknown") return [];
    return statement.effect === "Allow" && allows === "yes" ? [] : outcome.reasons;
  });
}
