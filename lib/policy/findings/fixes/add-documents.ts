import type { Statement } from "../../policy-document.ts";
import type { ExaminedStatement } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import type { NeededDocument } from "../needed-documents.ts";
import { oneOrList } from "./statement-actions.ts";

/**
 * Grants the action on the documents, right behind the statement that it belongs to. Without conditions: a document by
 * itself lets nothing run anywhere, the nodes are still asked for theirs.
 */
export function addDocumentsFix(action: string, documents: readonly NeededDocument[], beside: ExaminedStatement): FindingFix {
  const { source, policy, index } = beside;
  const patterns = documents.map(({ pattern }) => pattern);
  const added: Statement = { Effect: "Allow", Action: action, Resource: oneOrList(patterns) };
  return { label: "Add the documents", edits: [{ policy, statement: index, with: [source, added] }] };
}
