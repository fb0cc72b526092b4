import type { PolicyDocument } from "../policy-document.ts";
import type { PolicyShape } from "./policy-format.ts";

/**
 * The policy as text that can be pasted as it is: 2-space JSON, no newline at the end.
 * `statements` is a JSON array of the statements alone, as Cado's page prints them.
 */
export function renderJson(document: PolicyDocument, shape: PolicyShape): string {
  return JSON.stringify(shape === "document" ? document : document.Statement, null, 2);
}
