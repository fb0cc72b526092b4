import type { NamedPolicy } from "../named-policy.ts";
import { parsePolicy } from "../parse-policy.ts";
import type { Reading } from "./reading.ts";
import { findMember, itemsOf, type SourceNode } from "./source-node.ts";
import { isPolicySized, toPlain } from "./to-plain.ts";

/** What the text tells of a policy beside its document. */
export type PolicyLabel = Pick<NamedPolicy, "name" | "kind"> & { role: string | null };

/** Reads a value that has to be a policy (a document, a statement, a list of statements) and adds it, or what is wrong with it. */
export function readDocument(node: SourceNode, label: PolicyLabel, reading: Reading): void {
  const problem = (at: number, title: string, path = "") => reading.problems.push({ code: "invalid-policy", title, path, at });
  if (!isPolicySized(node)) {
    problem(node.from, "The policy that begins here has far more values, or deeper ones, than IAM takes.");
    return;
  }
  const parts = new Map<string, SourceNode>();
  let doubts = 0;
  const value = toPlain(node, (path, part) => {
    parts.set(path, part);
    if (part.type !== "scalar" || part.doubt === undefined) return;
    doubts++;
    problem(part.from, part.doubt, path);
  });
  const parsed = parsePolicy(value);
  if (!parsed.ok) for (const { path, title } of parsed.problems) problem((parts.get(path) ?? node).from, title, path);
  else if (doubts === 0)
    reading.policies.push({ ...label, document: parsed.document, at: node.from, statements: statementsOf(node) });
}

/** In the order of the document that parsePolicy makes of it. */
function statementsOf(node: SourceNode) {
  const list = node.type === "list" ? node : findMember(node, "Statement");
  const statements = list === undefined ? [node] : list.type === "list" ? itemsOf(list) : [list];
  return statements.map(({ from, to }) => ({ from, to }));
}
