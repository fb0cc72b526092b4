import { parsePolicy } from "#lib/policy/parse-policy.ts";
import type { Call } from "../call.ts";
import type { PolicyJson, RoleRecord } from "../estate/roles/role-record.ts";
import { denied, requireAllowed } from "../identity/authorise.ts";
import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { element, xmlTime } from "../protocol/xml.ts";
import { ServiceError } from "../service-error.ts";

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]{1,64})$/;
/** Limits of the STS API reference, AssumeRole. */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;
const LONGEST_CHAINED_SECONDS = 3600;

/**
 * Credentials for a session of a role. The caller's policies must allow it, the role must trust the caller, and where
 * the role asks for an ExternalId it must be that one; AWS words all three refusals the same.
 */
export const assumeRole: AwsQueryOperation = (call, parameters) => {
  const sessionPolicy = readSessionPolicy(parameters);
  const arn = parameters.required("RoleArn");
  const sessionName = parameters.required("RoleSessionName");
  if (!SESSION_NAME.test(sessionName))
    throw broken(sessionName, "roleSessionName", "Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  const externalId = parameters.text("ExternalId") ?? null;
  if (externalId !== null && !EXTERNAL_ID.test(externalId)) {
    throw broken(externalId, "externalId", "Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*");
  }
  const seconds = readDuration(parameters);
  requireAllowed(call, { action: "sts:AssumeRole", resource: arn });
  const role = findTrustingRole(call, arn, externalId);
  if (!role) throw denied("sts", `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`);
  checkLongest(call, role, seconds);
  const key = call.world.keys.startSession(role, { sessionName, seconds, sessionPolicy, nowMs: call.nowMs });
  const credentials = `${element("AccessKeyId", key.accessKeyId)}${element("SecretAccessKey", key.secretAccessKey)}${element("SessionToken", key.session.token)}${element("Expiration", xmlTime(key.session.expiresMs))}`;
  const user = `${element("AssumedRoleId", key.caller.userId)}${element("Arn", key.caller.arn)}`;
  const packed = sessionPolicy === null ? "" : element("PackedPolicySize", packedPercent(parameters.text("Policy") ?? ""));
  return `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>${packed}`;
};

/** The account in which the role of an ARN is, or null. */
export function findRoleOfArn(arn: string): { account: string; name: string } | null {
  const [, account, name] = ROLE_ARN.exec(arn) ?? [];
  return account && name ? { account, name } : null;
}

/** The stand-in's administrator is trusted by every role, so that people can look around; the ExternalId is asked all the same. */
function findTrustingRole({ world, caller }: Call, arn: string, externalId: string | null): RoleRecord | undefined {
  const named = findRoleOfArn(arn);
  const role = named ? world.estate.findRole(named.account, named.name) : undefined;
  if (role?.arn !== arn) return undefined;
  const isAdministrator = caller.identity.kind === "user" && caller.identity.administrator;
  const trusted = [caller.principalArn, caller.arn, `arn:aws:iam::${caller.account}:root`];
  if (!isAdministrator && !role.trust.principals.some((principal) => trusted.includes(principal))) return undefined;
  return role.trust.externalId === null || role.trust.externalId === externalId ? role : undefined;
}

/** STS's limit of the plain text (AssumeRole, `Policy`). */
const LONGEST_SESSION_POLICY = 2048;
const SESSION_POLICY = /^[\t\n\r\u0020-\u00ff]+$/;

/** What the session may do at most, or null. Managed policies by ARN are refused: the stand-in has none to be named. */
function readSessionPolicy(parameters: QueryParameters): PolicyJson | null {
  const named = [...parameters.names()].find((name) => name.startsWith("PolicyArns."));
  if (named !== undefined) throw new ServiceError("ValidationError", `The stand-in has no managed session policies (${named}).`);
  const text = parameters.text("Policy");
  if (text === undefined) return null;
  if (text.length > LONGEST_SESSION_POLICY) {
    throw broken(text.slice(0, 20), "policy", `Member must have length less than or equal to ${LONGEST_SESSION_POLICY}`);
  }
  if (!SESSION_POLICY.test(text)) {
    throw broken("policy", "policy", `Member must satisfy regular expression pattern: ${SESSION_POLICY.source}`);
  }
  const parsed = parsePolicy(parseJson(text));
  if (!parsed.ok) throw new ServiceError("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
  return { ...parsed.document };
}

/** AWS says how full its packed form is, and not how it packs; here it is the share of the plain text's limit. */
function packedPercent(policy: string): string {
  return String(Math.max(1, Math.round((policy.length / LONGEST_SESSION_POLICY) * 100)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readDuration(parameters: QueryParameters): number {
  const seconds = parameters.integer("DurationSeconds") ?? LONGEST_CHAINED_SECONDS;
  if (seconds < SHORTEST_SECONDS) {
    throw broken(String(seconds), "durationSeconds", `Member must have value greater than or equal to ${SHORTEST_SECONDS}`);
  }
  if (seconds > LONGEST_SECONDS) {
    throw broken(String(seconds), "durationSeconds", `Member must have value less than or equal to ${LONGEST_SECONDS}`);
  }
  return seconds;
}

function checkLongest({ caller }: Call, role: RoleRecord, seconds: number): void {
  if (caller.identity.kind === "session" && seconds > LONGEST_CHAINED_SECONDS) {
    throw new ServiceError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > role.maxSessionSeconds) {
    throw new ServiceError("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
}

function broken(value: string, member: string, how: string): ServiceError {
  const words = `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${how}`;
  return new ServiceError("ValidationError", words);
}
