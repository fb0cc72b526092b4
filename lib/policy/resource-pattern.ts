import type { PolicySource } from "#lib/domain/authorization.ts";
import { type ArnPattern, compileArnPattern, type IncompleteArn, matchesAllResources, matchesArn } from "./arn-pattern.ts";
import type { FactsTable } from "./facts-table.ts";
import { COLON } from "./glob.ts";
import { parseTemplate, resolveTemplate, type Template, widestGlob } from "./policy-variable.ts";
import type { RequestContext } from "./request-context.ts";
import { not, type Truth } from "./truth.ts";

/**
 * A resource of a statement; `fixed` where no policy variable makes it depend on the request, `widest` with a wildcard for
 * each variable. `documented`: no variable stands before the fifth colon, where AWS says that it cannot be used.
 */
export type ResourcePattern = {
  template: Template;
  fixed: ArnPattern | null;
  widest: ArnPattern | null;
  documented: boolean;
  incomplete: IncompleteArn;
};

/** What a request asks for. `hasResourceLevel`: of its action; undefined where that is not known. */
export type AskedResource = { action: string; service: string; resource: string; hasResourceLevel: boolean | undefined };

/** `notResources`: the element is NotResource. */
type ResourceElement = { resources: readonly ResourcePattern[]; notResources: boolean };

/** Looks the action up once, for all statements. */
export function askedResource(action: string, resource: string, facts: FactsTable): AskedResource {
  const service = action.slice(0, action.indexOf(":")).toLowerCase();
  return { action, service, resource, hasResourceLevel: facts.hasResourceLevel(action) };
}

/** `variables`: whether the policy's version has policy variables. */
export function compileResource(resource: string, variables: boolean, source: PolicySource): ResourcePattern {
  const incomplete = INCOMPLETE[source];
  const template = parseTemplate(resource, { variables, wildcards: true });
  const fixed = template.fixed?.kind === "glob" ? compileArnPattern(template.fixed.glob, incomplete) : null;
  const widest = template.parts === null ? null : compileArnPattern(widestGlob(template.parts), incomplete);
  return { template, fixed, widest, documented: fixed !== null || isVariableLast(template), incomplete };
}

/** "In an identity-based policy, AWS automatically completes the ARN"; session policies "do not support incomplete ARNs". */
const INCOMPLETE: Readonly<Record<PolicySource, IncompleteArn>> = {
  identity: "completed",
  boundary: "completed",
  session: "refused",
  scp: "not-documented",
  rcp: "not-documented",
};

function isVariableLast({ parts }: Template): boolean {
  let colons = 0;
  for (const part of parts ?? []) {
    if (!("glob" in part)) return colons >= 5;
    colons += part.glob.filter((code) => code === COLON).length;
  }
  return true;
}

/** Whether the `Resource` or `NotResource` element of a statement takes in what a request asks for. */
export function coversResource(
  { resources, notResources }: ResourceElement,
  request: AskedResource,
  context: RequestContext,
): Truth {
  let named: Truth = "no";
  for (const resource of resources) {
    const covers =
      resource.fixed === null ? coversVariable(resource, notResources, request, context) : coversOne(resource.fixed, request);
    if (covers === "no") continue;
    named = covers;
    if (covers === "yes") break;
  }
  return notResources ? not(named) : named;
}

function coversVariable(
  { template, widest, documented, incomplete }: ResourcePattern,
  notResources: boolean,
  request: AskedResource,
  context: RequestContext,
): Truth {
  const resolved = resolveTemplate(template, context);
  if (resolved.kind === "glob") {
    const covers = coversOne(compileArnPattern(resolved.glob, incomplete), request);
    return covers === "yes" && !documented ? "unknown" : covers;
  }
  // It "will not match any resource", of which NotResource could be either side.
  if (notResources) return "unknown";
  // No value of a variable makes what stands around it match: a pattern of sessions takes in no instance.
  const misses = widest !== null && coversOne(widest, request) === "no";
  return resolved.kind === "absent" || misses ? "no" : "unknown";
}

function coversOne(pattern: ArnPattern, { service, resource, hasResourceLevel }: AskedResource): Truth {
  if (pattern.everything) return "yes";
  if (hasResourceLevel === false) return matchesAllResources(pattern, service);
  const matches = matchesArn(pattern, resource);
  // Such an action may have no resource level, and then a narrower resource would not do.
  return hasResourceLevel === undefined && matches === "yes" ? "unknown" : matches;
}
