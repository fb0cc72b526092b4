import type { SourceMember, SourceNode } from "../source-node.ts";
import { findMember, itemsOf, textOf } from "../source-node.ts";
import { isPolicySized, toPlain } from "../to-plain.ts";
import { findAttribute, type HclBlock, type HclBody } from "./hcl-syntax.ts";
import { buildStatement, DYNAMIC } from "./policy-statement-block.ts";
import { readSourceDocuments } from "./source-documents.ts";
import { type Evaluate, type Evaluated, refuse, spend, type TerraformScope } from "./terraform-scope.ts";

/** The text that a block `data "aws_iam_policy_document"` gives as `json`. */
export function buildPolicyDocument(block: HclBlock, scope: TerraformScope, evaluate: Evaluate): Evaluated {
  const document = documentOf(block.body, scope, evaluate);
  if (document === "unknown") return "unknown";
  const { from, to } = block;
  if (!isPolicySized(document) || !spend(scope, statementsOf(document).length, from))
    return refuse(scope, from, "The documents that this one is put together from are too much for a policy.");
  return { type: "scalar", value: JSON.stringify(toPlain(document)), encoded: { ...document, from, to }, from, to };
}

/**
 * The document of a body with `statement` blocks, as the AWS provider renders it: version 2012-10-17 where none is given, the
 * source documents first, then its own statements, then the overriding documents; a Sid that comes again takes the place.
 */
export function documentOf(body: HclBody, scope: TerraformScope, evaluate: Evaluate): Evaluated {
  for (const { name, from } of body.attributes)
    if (!ATTRIBUTES.has(name)) return refuse(scope, from, `aws_iam_policy_document has no argument ${name}.`);
  for (const { type, from } of body.blocks)
    if (type !== "statement" && type !== "lifecycle")
      return refuse(scope, from, type === "dynamic" ? DYNAMIC : `Expected blocks named statement, not ${type}.`);
  const blocks = body.blocks.filter(({ type }) => type === "statement");
  const sources = readSourceDocuments(body, ["source_policy_documents", "source_json"], scope, evaluate);
  const overrides = readSourceDocuments(body, ["override_policy_documents", "override_json"], scope, evaluate);
  const statements = blocks.map((block) => buildStatement(block, scope, evaluate));
  const version = evaluateText(body, "version", scope, evaluate) ?? "2012-10-17";
  const id = evaluateText(body, "policy_id", scope, evaluate) ?? "";
  const own = statements.filter((statement) => statement !== "unknown");
  if (sources === "unknown" || overrides === "unknown" || version === "unknown" || id === "unknown") return "unknown";
  if (own.length < statements.length) return "unknown";
  const from = blocks[0]?.from ?? body.from;
  const to = blocks.at(-1)?.to ?? body.to;
  const text = (name: string, value: string): SourceMember => ({ name, from, to, value: { type: "scalar", value, from, to } });
  const others = [...sources, ...overrides];
  const versions = [version, ...others.map((document) => textOf(findMember(document, "Version")) ?? "")];
  const ids = [...sources.map(idOf), id, ...overrides.map(idOf)].filter((one) => one !== "");
  const merged = merge([sources.flatMap(statementsOf), own, ...overrides.map(statementsOf)], scope);
  if (merged === "unknown") return "unknown";
  const latest = versions.toSorted().at(-1) ?? version;
  const members = [text("Version", latest), ...ids.slice(-1).map((last) => text("Id", last))];
  members.push({ name: "Statement", from, to, value: { type: "list", items: merged, from, to } });
  return { type: "map", members, from, to };
}

const ATTRIBUTES: ReadonlySet<string> = new Set([
  "version",
  "policy_id",
  "source_policy_documents",
  "override_policy_documents",
  "source_json",
  "override_json",
  // Of every block of Terraform's, and nothing to the document.
  "count",
  "for_each",
  "provider",
  "depends_on",
]);

function evaluateText(body: HclBody, name: string, scope: TerraformScope, evaluate: Evaluate): string | "unknown" | undefined {
  const expression = findAttribute(body, name);
  const value = expression && evaluate(expression);
  if (value === undefined || value === "unknown") return value;
  return textOf(value) ?? refuse(scope, value.from, `Expected ${name} to be a text.`);
}

/** Each list on top of those before it. The provider refuses a Sid that is twice in one of them. */
function merge(lists: readonly (readonly SourceNode[])[], scope: TerraformScope): readonly SourceNode[] | "unknown" {
  const merged: SourceNode[] = [];
  const places = new Map<string, number>();
  for (const list of lists) {
    const here = new Set<string>();
    for (const statement of list) {
      const sid = textOf(findMember(statement, "Sid")) ?? "";
      if (sid !== "" && here.has(sid))
        return refuse(scope, statement.from, `Two statements have the Sid ${JSON.stringify(sid)}.`);
      here.add(sid);
      const place = sid === "" ? undefined : places.get(sid);
      if (sid !== "" && place === undefined) places.set(sid, merged.length);
      if (place === undefined) merged.push(statement);
      else merged[place] = statement;
    }
  }
  return merged;
}

function statementsOf(document: SourceNode): readonly SourceNode[] {
  const statements = findMember(document, "Statement");
  return statements?.type === "map" ? [statements] : itemsOf(statements);
}

function idOf(document: SourceNode): string {
  return textOf(findMember(document, "Id")) ?? "";
}
