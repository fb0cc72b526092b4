import type { AuthorizationAnswer } from "#lib/domain/authorization.ts";
import type { Call } from "../call.ts";
import type { Service } from "../protocol/service.ts";
import { ServiceError } from "../service-error.ts";
import {
  authorizationJson,
  type DenyingStatement,
  denyingStatements,
  encodeAuthorizationMessage,
} from "./authorization-message.ts";
import { type Principal, principalOf } from "./principal.ts";

export type Question = {
  /** IAM spelling, `ec2:CreateTags`. */
  action: string;
  /** The resource's ARN, or `*` for an action without a resource level. */
  resource: string;
  /** How a refusal names the resource; null: it does not. Default: the resource. */
  named?: string | null;
  /** Condition keys of this question, beside those that every request has. */
  context?: Readonly<Record<string, string | readonly string[]>>;
};

const ORGANIZATION_DENY = "arn:aws:organizations::111111111111:policy/o-demo4reach/service_control_policy/p-regiondeny";

const REFUSALS: Readonly<Record<Service, { code: string; status: number; begins: string }>> = {
  ec2: { code: "UnauthorizedOperation", status: 403, begins: "You are not authorized to perform this operation. " },
  ssm: { code: "AccessDeniedException", status: 400, begins: "" },
  sts: { code: "AccessDenied", status: 403, begins: "" },
  iam: { code: "AccessDenied", status: 403, begins: "" },
};

/** Throws the service's refusal unless the caller's policies allow every one of these. */
export function requireAllowed(call: Call, ...questions: readonly Question[]): void {
  const denial = findDenied(call, principalOf(call.caller, call.world.estate), questions);
  if (denial === null) return;
  // EC2 alone encodes what it decided (EC2 API reference, "Error codes", UnauthorizedOperation).
  const encoded = call.service === "ec2" ? `. Encoded authorization failure message: ${denial.encoded()}` : "";
  throw denied(call.service, denial.words + encoded);
}

/** The service's refusal with these words (IAM User Guide, "Troubleshoot access denied error messages"). */
export function denied(service: Service, words: string): ServiceError {
  const { code, status, begins } = REFUSALS[service];
  return new ServiceError(code, begins + words, status);
}

/**
 * AWS's words for the first question to which the principal's policies do not say yes, or null where they allow all.
 * What the evaluator cannot tell counts as a no.
 */
export function findDenial(call: Call, principal: Principal, questions: readonly Question[]): string | null {
  return findDenied(call, principal, questions)?.words ?? null;
}

type Denied = { words: string; encoded: () => string };

function findDenied(call: Call, principal: Principal, questions: readonly Question[]): Denied | null {
  const { world } = call;
  const authorize = world.policies.authorizer(principal);
  const common = requestContext(call, principal);
  for (const question of questions) {
    const request = { action: question.action, resource: question.resource, context: { ...common, ...question.context } };
    const answer = authorize(request);
    const denial = (why: string, denies: readonly DenyingStatement[]): Denied => ({
      words: inWords(principal, question, why),
      encoded: () =>
        encodeAuthorizationMessage({ account: call.caller.account, text: authorizationJson(principal, request, denies) }),
    });
    if (isInDeniedCell(call)) {
      const why = `with an explicit deny in a service control policy: ${ORGANIZATION_DENY}`;
      return denial(why, [{ statementId: "", policyId: ORGANIZATION_DENY }]);
    }
    if (answer.result !== "allowed" || call.faults.some((fault) => fault.kind === "deny")) {
      return denial(reasonOf(answer, principal, question.action), denyingStatements(principal, answer));
    }
  }
  return null;
}

/** Condition keys for a resource's tags. IAM folds a key's case; of several spellings the first in code order counts. */
export function tagContext(prefixes: readonly string[], tags: ReadonlyMap<string, string>): Record<string, string> {
  const context: Record<string, string> = {};
  const seen = new Set<string>();
  for (const key of [...tags.keys()].sort()) {
    const folded = key.toLowerCase();
    if (seen.has(folded)) continue;
    seen.add(folded);
    for (const prefix of prefixes) context[`${prefix}/${key}`] = tags.get(key) ?? "";
  }
  return context;
}

/** The region policy of the organization binds regional services; STS and IAM are exempt from it, as in AWS's examples. */
function isInDeniedCell({ world, service, region, caller }: Call): boolean {
  const { deniedCell } = world.estate;
  const regional = service === "ec2" || service === "ssm";
  return regional && deniedCell.account === caller.account && deniedCell.region === region;
}

function requestContext({ region, nowMs }: Call, principal: Principal): Record<string, string> {
  return {
    "aws:PrincipalArn": principal.principalArn,
    "aws:PrincipalAccount": principal.account,
    "aws:userid": principal.userId,
    "aws:RequestedRegion": region,
    "aws:CurrentTime": new Date(nowMs).toISOString(),
    "aws:EpochTime": String(Math.floor(nowMs / 1000)),
    "aws:SecureTransport": "false",
    "aws:ViaAWSService": "false",
    "ec2:Region": region,
  };
}

function reasonOf(answer: AuthorizationAnswer, principal: Principal, action: string): string {
  const deny = answer.reasons.find((reason) => reason.kind === "explicit-deny");
  if (answer.result !== "denied" || !deny) return `because no ${closedGate(answer)} allows the ${action} action`;
  if (deny.statement.source === "boundary") return "with an explicit deny in a permissions boundary";
  if (deny.statement.source === "session") return "with an explicit deny in a session policy";
  const arn = principal.policies[deny.statement.policy]?.arn;
  return `with an explicit deny in an identity-based policy${arn ? `: ${arn}` : ""}`;
}

/** Where several do not allow it, AWS names one; here the identity-based policies come first. */
function closedGate({ result, reasons }: AuthorizationAnswer): string {
  const sources = reasons.map((reason) =>
    "source" in reason ? reason.source : "statement" in reason && reason.statement.source,
  );
  if (result !== "denied" || sources.length === 0 || sources.includes("identity")) return "identity-based policy";
  return sources.includes("boundary") ? "permissions boundary" : "session policy";
}

function inWords(principal: Principal, { action, resource, named = resource }: Question, why: string): string {
  const on = named === null ? "" : ` on resource: ${named}`;
  return `User: ${principal.arn} is not authorized to perform: ${action}${on} ${why}`;
}
