import "server-only";
import { parsePolicyText } from "#lib/policy/parse-policy.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import { AwsError } from "./aws-problem.ts";

/** Where a document came from, for the problem that it may be. */
export type PolicyOrigin = { action: string; account: string; policy: string };

/**
 * A policy document from an answer of IAM: JSON text, percent-encoded (RFC 3986). Throws AwsError where it cannot be read
 * whole: a policy that is left out would make a role look weaker, or a Deny of it look absent.
 */
export function readPolicyDocument(encoded: string | undefined, origin: PolicyOrigin): PolicyDocument {
  const text = decode(encoded);
  if (text === null) throw unreadable(origin, "It is not percent-encoded text.");
  const parsed = parsePolicyText(text);
  if (parsed.ok) return parsed.document;
  throw unreadable(origin, parsed.problems.map(({ path, title }) => (path === "" ? title : `${path}: ${title}`)).join(" "));
}

function decode(encoded: string | undefined): string | null {
  try {
    return encoded === undefined ? null : decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

function unreadable({ action, account, policy }: PolicyOrigin, detail: string): AwsError {
  const problem = {
    code: "policy-unreadable",
    title: `The policy ${policy} could not be read whole, so nothing is said about its role.`,
    detail,
    remedy: "Look at it in IAM; its other policies were not used without it.",
    action,
    account,
  };
  return new AwsError("rejected", problem, null);
}
