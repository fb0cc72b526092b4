import type { AuthorizationReason, PolicySource, StatementRef } from "#lib/domain/authorization.ts";
import { type Condition, compileConditions, testCondition } from "./condition.ts";
import type { FactsTable } from "./facts-table.ts";
import { COLON, type Glob, hasWildcard, isEverything, matchesGlob, parseGlob } from "./glob.ts";
import { listOf, type PolicyDocument } from "./policy-document.ts";
import { foldKey, type RequestContext } from "./request-context.ts";
import { type AskedResource, compileResource, coversResource, type ResourcePattern } from "./resource-pattern.ts";
import { isSoundStatement } from "./sound-statement.ts";
import { allOf, anyOf, not, type Truth } from "./truth.ts";

/** A statement made ready for many requests. */
export type CompiledStatement = {
  ref: StatementRef;
  /** `unclear` where the statement is not one that IAM takes: then it may or may not apply to anything. */
  effect: "Allow" | "Deny" | "unclear";
  actions: readonly Glob[];
  notActions: boolean;
  resources: readonly ResourcePattern[];
  notResources: boolean;
  conditions: readonly Condition[];
};

/** Whether a statement applies to a request; `where` is the first part of it that does not. */
export type StatementOutcome =
  | { applies: "no"; where: "resource" }
  | { applies: Truth; where: "condition"; reasons: readonly AuthorizationReason[] };

/** Compiles the statements of one document; `policy` is its place among the documents of its source. */
export function compilePolicy(
  document: PolicyDocument,
  source: PolicySource,
  policy: number,
  facts: FactsTable,
): readonly CompiledStatement[] {
  const variables = document.Version === "2012-10-17";
  return document.Statement.map((statement, index) => {
    const ref: StatementRef = { source, policy, index, sid: statement.Sid ?? null };
    if (!isSoundStatement(statement, source)) return { ...UNCLEAR, ref };
    const denies = statement.Effect === "Deny";
    return {
      ref,
      effect: statement.Effect,
      actions: listOf(statement.Action ?? statement.NotAction).map((action) => parseGlob(foldKey(action))),
      notActions: statement.NotAction !== undefined,
      resources: listOf(statement.Resource ?? statement.NotResource).map((resource) =>
        compileResource(resource, variables, source),
      ),
      notResources: statement.NotResource !== undefined,
      conditions: compileConditions(statement.Condition, { variables, denies, facts }),
    };
  });
}

/** Nothing of such a statement is looked at. */
const UNCLEAR = {
  effect: "unclear",
  actions: [],
  notActions: false,
  resources: [],
  notResources: false,
  conditions: [],
} as const;

/** Whether the statement names the action, in whatever case. */
export function namesAction(statement: CompiledStatement, action: string): Truth {
  if (statement.effect === "unclear") return "unknown";
  const name = foldKey(action);
  const named = anyOf(statement.actions.map((pattern) => matchesAction(pattern, name)));
  return statement.notActions ? not(named) : named;
}

/** Asks a statement about a request whose action it names, or may name: `action` is what `namesAction` said. */
export function testStatement(
  statement: CompiledStatement,
  action: Truth,
  request: AskedResource,
  context: RequestContext,
): StatementOutcome {
  if (statement.effect === "unclear") {
    const reason = { kind: "not-understood", statement: statement.ref, what: "the form of the statement" } as const;
    return { applies: "unknown", where: "condition", reasons: [reason] };
  }
  const resource = coversResource(statement, request, context);
  if (resource === "no") return ELSEWHERE;
  if (statement.conditions.length === 0 && action === "yes" && resource === "yes") return APPLIES;
  const outcomes = statement.conditions.map((condition) => testCondition(condition, context, statement.ref));
  const applies = allOf([action, resource, ...outcomes.map(({ truth }) => truth)]);
  const reasons = outcomes.flatMap(({ truth, reason }) =>
    reason !== null && (applies !== "no" || truth === "no") ? [reason] : [],
  );
  if (applies === "no") return { applies, where: "condition", reasons };
  return { applies, where: "condition", reasons: [...unclear(statement, action, resource, request), ...reasons] };
}

const ELSEWHERE: StatementOutcome = { applies: "no", where: "resource" };
const APPLIES: StatementOutcome = { applies: "yes", where: "condition", reasons: [] };

function unclear(statement: CompiledStatement, action: Truth, resource: Truth, request: AskedResource) {
  const reasons: AuthorizationReason[] = [];
  const add = (what: string) => reasons.push({ kind: "not-understood", statement: statement.ref, what });
  if (action === "unknown") add(`whether its actions take in ${request.action}`);
  if (resource === "unknown") add(`whether its resources take in ${request.resource} for ${request.action}`);
  return reasons;
}

/**
 * `*` is every action; else a service and a name, of which only the name can have wildcards. IAM refuses anything else,
 * so what only another reading would match is unknown.
 */
function matchesAction(pattern: Glob, action: string): Truth {
  if (isEverything(pattern)) return "yes";
  if (!matchesGlob(pattern, action)) return "no";
  const colon = pattern.indexOf(COLON);
  return colon < 0 || hasWildcard(pattern.slice(0, colon)) ? "unknown" : "yes";
}
