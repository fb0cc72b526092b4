import type { AuthorizationAnswer } from "#lib/domain/authorization.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicySet } from "#lib/policy/policy-set.ts";
import type { Call } from "../call.ts";
import { requireAllowed } from "../identity/authorise.ts";
import { parsedPolicy } from "../identity/parsed-policy.ts";
import { cadoPrincipal } from "../identity/principal.ts";
import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element } from "../protocol/xml.ts";
import { noSuchEntity } from "./find-role.ts";
import { pageXml } from "./paging.ts";
import { invalidInput, readSimulation, type SimulationInput } from "./simulation-input.ts";

/** The policies in the request, on the requests in the request. */
export const simulateCustomPolicy: AwsQueryOperation = (call, parameters) => {
  requireAllowed(call, { action: "iam:SimulateCustomPolicy", resource: "*" });
  const input = readSimulation(parameters);
  if (input.policies.length === 0) throw invalidInput("PolicyInputList must not be empty.");
  const policies = { identity: input.policies, ...(input.boundary === null ? {} : { boundary: input.boundary }) };
  const items = resultsXml(call, policies, input, false);
  return pageXml(call, parameters, { name: "EvaluationResults", items, query: JSON.stringify(input) });
};

/** The policies of a role of the caller's account, and those that the request brings along. */
export const simulatePrincipalPolicy: AwsQueryOperation = (call, parameters) => {
  const arn = parameters.required("PolicySourceArn");
  requireAllowed(call, { action: "iam:SimulatePrincipalPolicy", resource: arn });
  const input = readSimulation(parameters);
  const role = call.world.estate.accounts.find(({ id }) => id === call.caller.account)?.roles.find((known) => known.arn === arn);
  if (role === undefined) throw noSuchEntity(`The principal ${arn} cannot be found.`);
  const own = cadoPrincipal(role);
  const given = input.boundary ?? (own.boundary === null ? null : parsedPolicy(own.boundary));
  const identity = [...own.policies.map(({ document }) => parsedPolicy(document)), ...input.policies];
  const items = resultsXml(call, { identity, ...(given === null ? {} : { boundary: given }) }, input, true);
  return pageXml(call, parameters, { name: "EvaluationResults", items, query: JSON.stringify([arn, input]) });
};

type Decision = "allowed" | "explicitDeny" | "implicitDeny";

type Simulated = { resource: string; decision: Decision; answer: AuthorizationAnswer; byOrganization: boolean };

/** One result per action; with several resources it carries one of its own for each of them, as AWS's does. */
function resultsXml(call: Call, policies: PolicySet, input: SimulationInput, withOrganization: boolean): readonly string[] {
  const authorize = createAuthorize(policies);
  return input.actions.map((action) => {
    const results = input.resources.map((resource): Simulated => {
      const answer = authorize({ action, resource, context: input.context });
      const byOrganization = !withOrganization || !isInDeniedCell(call, resource);
      return { resource, decision: byOrganization ? decisionOf(answer) : "explicitDeny", answer, byOrganization };
    });
    const [first] = results;
    const whole = results.find(({ decision }) => decision !== "allowed") ?? first;
    const details = withOrganization
      ? `<OrganizationsDecisionDetail>${element("AllowedByOrganizations", whole?.byOrganization)}</OrganizationsDecisionDetail>`
      : "";
    return [
      element("EvalActionName", action),
      element("EvalResourceName", first?.resource),
      element("EvalDecision", whole?.decision),
      whole === undefined ? "" : detailXml(whole),
      details,
      results.length > 1 ? `<ResourceSpecificResults>${results.map(specificXml).join("")}</ResourceSpecificResults>` : "",
    ].join("");
  });
}

function specificXml(result: Simulated): string {
  const members = [element("EvalResourceName", result.resource), element("EvalResourceDecision", result.decision)];
  return `<member>${members.join("")}${detailXml(result)}</member>`;
}

function detailXml({ answer, decision }: Simulated): string {
  const ids = answer.reasons.flatMap((reason) =>
    reason.kind === "allowed-by" || reason.kind === "explicit-deny" ? [`PolicyInputList.${reason.statement.policy + 1}`] : [],
  );
  const missing = answer.reasons.flatMap((reason) =>
    reason.kind === "condition-failed" && reason.actual === null ? [reason.key] : [],
  );
  const matched = decision === "implicitDeny" ? [] : ids.map((id) => `<member>${element("SourcePolicyId", id)}</member>`);
  const keys = [...new Set(missing)].map((key) => element("member", key));
  return `<MatchedStatements>${matched.join("")}</MatchedStatements><MissingContextValues>${keys.join("")}</MissingContextValues>`;
}

/** What cannot be told is not allowed. */
function decisionOf({ result, reasons }: AuthorizationAnswer): Decision {
  if (result === "allowed") return "allowed";
  return reasons.some(({ kind }) => kind === "explicit-deny") ? "explicitDeny" : "implicitDeny";
}

/** The organization's policy on regions, which SimulatePrincipalPolicy takes into account. */
function isInDeniedCell({ world }: Call, resource: string): boolean {
  const { account, region } = world.estate.deniedCell;
  const [, , , ofRegion, ofAccount] = resource.split(":");
  return ofRegion === region && ofAccount === account;
}
