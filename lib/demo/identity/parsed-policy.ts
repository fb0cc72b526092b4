import { parsePolicy } from "#lib/policy/parse-policy.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { PolicyJson } from "../estate/roles/role-record.ts";

/** A document of the estate, which IAM would have refused to keep were it none: then this throws. */
export function parsedPolicy(document: PolicyJson): PolicyDocument {
  const result = parsePolicy(document);
  if (!result.ok) throw new Error(`A policy of the estate is none: ${JSON.stringify(result)}`);
  return result.document;
}
