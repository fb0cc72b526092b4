import type { AuthorizationReason, PolicySource, StatementRef } from "#lib/domain/authorization.ts";
import { type ArnPattern, compileArnPattern, type IncompleteArn, matchesAllResources, matchesArn } from "./arn-pattern.ts";
import { type Condition, compileConditions, testCondition } from "./condition.ts";
import type { FactsTable } from "./facts-table.ts";
import { COLON, type Glob, hasWildcard, isEverything, matchesGlob, parseGlob } from "./glob.ts";
import { listOf, type PolicyDocument, type Statement } from "./policy-document.ts";
import { parseTemplate, resolveTemplate, type Template } from "./policy-variable.ts";
import { foldKey, LONGEST_TEXT, type RequestContext } from "./request-context.ts";
import { allOf, anyOf, not, type Truth, truthOf } from "./truth.ts";

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

/**
 * A resource of a statement; `fixed` where no policy variable makes it depend on the request. `documented`: no variable
 * stands before the fifth colon, where AWS says that it cannot be used.
 */
export type ResourcePattern = { template: Template; fixed: ArnPattern | null; documented: boolean; incomplete: IncompleteArn };

/** What a request asks for. `hasResourceLevel`: of its action; undefined where that is not known. */
export type AskedResource = { action: string; service: string; resource: string; hasResourceLevel: boolean | undefined };

/** Looks the action up once, for all statements. */
export function askedResource(action: string, resource: string, facts: FactsTable): AskedResource {
  const service = action.slice(0, action.indexOf(":")).toLowerCase();
  return { action, service, resource, hasResourceLevel: facts.hasResourceLevel(action) };
}

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
    const effect = effectOf(statement, source);
    if (effect === "unclear") return { ...UNCLEAR, ref };
    const denies = effect === "Deny";
    return {
      ref,
      effect,
      actions: listOf(statement.Action ?? statement.NotAction).map((action) => parseGlob(foldKey(action))),
      notActions: statement.NotAction !== undefined,
      resources: listOf(statement.Resource ?? statement.NotResource).map((resource) =>
        compileResource(resource, variables, INCOMPLETE[source]),
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

/** "In an identity-based policy, AWS automatically completes the ARN"; session policies "do not support incomplete ARNs". */
const INCOMPLETE: Readonly<Record<PolicySource, IncompleteArn>> = {
  identity: "completed",
  boundary: "completed",
  session: "refused",
  scp: "not-documented",
  rcp: "not-documented",
};

function compileResource(resource: string, variables: boolean, incomplete: IncompleteArn): ResourcePattern {
  const template = parseTemplate(resource, { variables, wildcards: true });
  const fixed = template.fixed?.kind === "glob" ? compileArnPattern(template.fixed.glob, incomplete) : null;
  return { template, fixed, documented: fixed !== null || isVariableLast(template), incomplete };
}

function isVariableLast({ parts }: Template): boolean {
  let colons = 0;
  for (const part of parts ?? []) {
    if (!("glob" in part)) return colons >= 5;
    colons += part.glob.filter((code) => code === COLON).length;
  }
  return true;
}

function coversResource(statement: CompiledStatement, request: AskedResource, context: RequestContext): Truth {
  let named: Truth = "no";
  for (const resource of statement.resources) {
    const covers =
      resource.fixed === null ? coversVariable(resource, statement, request, context) : coversOne(resource.fixed, request);
    if (covers === "no") continue;
    named = covers;
    if (covers === "yes") break;
  }
  return statement.notResources ? not(named) : named;
}

function coversVariable(
  { template, documented, incomplete }: ResourcePattern,
  { notResources }: CompiledStatement,
  request: AskedResource,
  context: RequestContext,
): Truth {
  const resolved = resolveTemplate(template, context);
  if (resolved.kind === "glob") {
    const covers = coversOne(compileArnPattern(resolved.glob, incomplete), request);
    return covers === "yes" && !documented ? "unknown" : covers;
  }
  // It "will not match any resource", of which NotResource could be either side.
  return resolved.kind === "absent" && !notResources ? "no" : "unknown";
}

function coversOne(pattern: ArnPattern, { service, resource, hasResourceLevel }: AskedResource): Truth {
  if (pattern.everything) return "yes";
  if (hasResourceLevel === false) return matchesAllResources(pattern, service);
  const matches = matchesArn(pattern, resource);
  // Such an action may have no resource level, and then a narrower resource would not do.
  return hasResourceLevel === undefined && matches === "yes" ? "unknown" : matches;
}

const MEMBERS: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** `*`, or a service and a name, in ASCII: other letters could be taken for these in another case. */
const ACTION = /^(\*+|[\w*?.-]+:[\w*?.-]+)$/;

function textsOf({ Resource: resource, NotResource: notResource, Condition: condition }: Statement): readonly string[] {
  const values = Object.values(condition ?? {}).flatMap((keys) =>
    Object.values(keys).flatMap((value) => listOf(value).map(String)),
  );
  return [...listOf(resource), ...listOf(notResource), ...values];
}

/** Documents can come from where nothing was parsed: what IAM would refuse must not grant, and must not be dropped. */
function effectOf(statement: Statement, source: PolicySource): CompiledStatement["effect"] {
  const sound = [
    Object.keys(statement).every((member) => MEMBERS.has(member)),
    (statement.Action === undefined) !== (statement.NotAction === undefined),
    (statement.Resource === undefined) !== (statement.NotResource === undefined),
    statement.NotPrincipal === undefined,
    // Resource control policies say `Principal: "*"`; a role's own policies and SCPs have no principal.
    source === "rcp" ? statement.Principal === undefined || statement.Principal === "*" : statement.Principal === undefined,
    statement.Effect === "Allow" || statement.Effect === "Deny",
    listOf(statement.Action ?? statement.NotAction).every((action) => ACTION.test(action)),
    textsOf(statement).every((text) => text.length <= LONGEST_TEXT),
  ];
  return allOf(sound.map(truthOf)) === "yes" ? statement.Effect : "unclear";
}
