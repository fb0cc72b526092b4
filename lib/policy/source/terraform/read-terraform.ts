import { readDocument } from "../read-document.ts";
import type { Reading } from "../reading.ts";
import { createEvaluator } from "./create-evaluator.ts";
import { listDocumentUses } from "./document-uses.ts";
import { findAttribute, type HclBlock, type HclBody } from "./hcl-syntax.ts";
import { parseHcl, parseLoneExpression } from "./parse-hcl.ts";
import { buildPolicyDocument, documentOf } from "./policy-document-block.ts";
import { listPolicyLinks } from "./policy-links.ts";
import { isCreated, readPolicyText, readResourceBlock, type TerraformPolicies } from "./read-resource-block.ts";
import { createTerraformScope, refuse } from "./terraform-scope.ts";

export type TerraformInput = { name: string; values: Readonly<Record<string, string>>; reading: Reading };

/**
 * Adds every role's policy in a Terraform configuration: of IAM's resources, and policy documents that are used for nothing
 * else; also statement blocks, `policy = …` or `jsonencode(…)` alone. What is another kind of policy is named.
 */
export function readTerraform(text: string, { name, values, reading }: TerraformInput): void {
  const fault = (at: number, title: string) => reading.problems.push({ code: "invalid-terraform", title, path: "", at });
  if (/^\s*(\w+\s*\(|[{[]|<<)/.test(text.replace(/^\uFEFF/, " "))) {
    const lone = parseLoneExpression(text);
    if (!lone.ok) fault(lone.offset, lone.message);
    else {
      const { from, to } = lone.parsed;
      const body = { attributes: [{ name: "policy", from, to: from, value: lone.parsed }], blocks: [], from, to };
      readBody(body, name, text, values, reading);
    }
    return;
  }
  const file = parseHcl(text);
  if (file.ok) readBody(file.parsed, name, text, values, reading);
  else fault(file.offset, file.message);
}

function readBody(body: HclBody, name: string, text: string, values: Readonly<Record<string, string>>, reading: Reading): void {
  const scope = createTerraformScope(body, { text, values, reading });
  const evaluate = createEvaluator(scope);
  const policies: TerraformPolicies = { scope, evaluate, links: listPolicyLinks(scope) };
  const unknown = { name, kind: "unknown", role: null } as const;
  if (body.blocks.some(({ type }) => type === "statement")) {
    const document = documentOf(body, scope, evaluate);
    if (document !== "unknown") readDocument(document, unknown, reading);
    return;
  }
  const policy = findAttribute(body, "policy") ?? (body.blocks.length === 0 ? body.attributes[0]?.value : undefined);
  if (policy) readPolicyText(policy, unknown, policies);
  for (const block of body.blocks) if (block.type === "resource") readResourceBlock(block, policies);
  const uses = listDocumentUses(body);
  for (const [label, block] of scope.documents) readLooseDocument(label, block, [...(uses.get(label) ?? [])], policies);
}

/** A document that no role's policy uses: one of its own, unless it is said to be something else. */
function readLooseDocument(label: string, block: HclBlock, uses: readonly string[], policies: TerraformPolicies): void {
  const { scope, evaluate } = policies;
  if (uses.includes("role")) return;
  const hasPrincipals = block.body.blocks.some(({ body }) => body.blocks.some(({ type }) => /^(not_)?principals$/.test(type)));
  if (uses.includes("other") || hasPrincipals) {
    scope.reading.skipped.push({ what: `${label}: trust policy, or policy of a resource`, at: block.from });
    return;
  }
  if (!isCreated(block, policies)) return;
  const document = buildPolicyDocument(block, scope, evaluate);
  // Parts of others are worked out too: of those that are parts of each other nobody else would tell.
  if (uses.length > 0) return;
  if (typeof document === "object" && document.type === "scalar" && document.encoded)
    readDocument(document.encoded, { name: label, kind: "unknown", role: null }, scope.reading);
  else if (document !== "unknown") refuse(scope, block.from, "Expected a policy document.");
}
