import { moveNode } from "../offset-map.ts";
import { readJsonNodes } from "../read-json-nodes.ts";
import type { SourceNode } from "../source-node.ts";
import { findAttribute, type HclBody } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, type TerraformScope } from "./terraform-scope.ts";

/** The documents that a policy document is put together from: texts of JSON, of which empty ones are none. */
export function readSourceDocuments(
  body: HclBody,
  names: readonly string[],
  scope: TerraformScope,
  evaluate: Evaluate,
): readonly SourceNode[] | "unknown" {
  const documents: SourceNode[] = [];
  for (const name of names) {
    const expression = findAttribute(body, name);
    const value = expression && evaluate(expression);
    if (value === "unknown") return value;
    const texts = value === undefined ? [] : value.type === "list" ? value.items : [value];
    for (const text of texts) {
      if (text.type === "scalar" && text.value === "") continue;
      const document = documentIn(text, scope);
      if (document === "unknown") return document;
      documents.push(document);
    }
  }
  return documents;
}

/** The value whose JSON a text is; a text that was made of a value is that value, at its own places. */
export function documentIn(text: SourceNode, scope: TerraformScope): Evaluated {
  if (text.type !== "scalar" || typeof text.value !== "string")
    return refuse(scope, text.from, "Expected a policy as a text of JSON.");
  if (text.encoded) return text.encoded;
  const pieces = text.contents ?? [{ inner: 0, outer: text.from, fixed: true }];
  const read = readJsonNodes(text.value);
  if (read.ok) return moveNode(read.node, pieces);
  const { message, offset } = read.fault;
  const at = moveNode({ type: "scalar", value: null, from: offset, to: offset }, pieces).from;
  scope.reading.problems.push({ code: "invalid-json", title: message, path: "", at });
  return "unknown";
}
