import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AuthorizationAnswer, AuthorizationRequest } from "#lib/domain/authorization.ts";
import type { Principal } from "./principal.ts";

/** What an encoded authorization message holds: whose account it is for, and AWS's JSON text. */
export type AuthorizationMessage = { account: string; text: string };

/** As base64url. AWS's own is opaque too; nothing may look into it but DecodeAuthorizationMessage. */
export function encodeAuthorizationMessage(message: AuthorizationMessage): string {
  return deflateRawSync(JSON.stringify([message.account, message.text])).toString("base64url");
}

/** The message, or null for a text that is none. */
export function decodeAuthorizationMessage(encoded: string): AuthorizationMessage | null {
  try {
    const [account, text]: unknown[] = JSON.parse(inflateRawSync(Buffer.from(encoded, "base64url")).toString("utf8"));
    return typeof account === "string" && typeof text === "string" ? { account, text } : null;
  } catch {
    return null;
  }
}

/** A statement that denied: its Sid and its policy's ARN, each "" where there is none. */
export type DenyingStatement = { statementId: string; policyId: string };

/** The statements that denied explicitly. */
export function denyingStatements(principal: Principal, answer: AuthorizationAnswer): readonly DenyingStatement[] {
  return answer.reasons.flatMap((reason) => {
    if (reason.kind !== "explicit-deny") return [];
    const { sid, policy, source } = reason.statement;
    return [{ statementId: sid ?? "", policyId: (source === "identity" && principal.policies[policy]?.arn) || "" }];
  });
}

/** The JSON that a denial comes down to, in AWS's shape (STS API reference, DecodeAuthorizationMessage). */
export function authorizationJson(
  principal: Principal,
  request: AuthorizationRequest,
  denies: readonly DenyingStatement[],
): string {
  const items = (list: readonly unknown[]) => ({ items: list });
  return JSON.stringify({
    allowed: false,
    explicitDeny: denies.length > 0,
    matchedStatements: items(denies.map((statement) => ({ ...statement, effect: "DENY", principals: items([]) }))),
    failures: items([]),
    context: {
      principal: { id: principal.userId, arn: principal.arn },
      action: request.action,
      resource: request.resource,
      conditions: items(
        Object.entries(request.context).map(([key, value]) => ({
          key,
          values: items((typeof value === "string" ? [value] : value).map((one) => ({ value: one }))),
        })),
      ),
    },
  });
}
