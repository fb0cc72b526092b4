import type { HclBlock, HclBody, HclExpression } from "./hcl-syntax.ts";
import { visit } from "./visit-references.ts";

/** What a block `data "aws_iam_policy_document"` is used for, by its label. */
export type DocumentUses = ReadonlyMap<string, ReadonlySet<"role" | "part" | "other">>;

/**
 * Where policy documents are referred to: `role` in the policy of an IAM role or a managed policy, `part` in another policy
 * document, `other` in the trust policy of a role or in a resource that is none of IAM's. Outputs and modules tell nothing.
 */
export function listDocumentUses(body: HclBody): DocumentUses {
  const uses = new Map<string, Set<"role" | "part" | "other">>();
  const note = (expression: HclExpression, use: "role" | "part" | "other") =>
    visit(expression, (reference) => {
      const [kind, label] = reference.steps;
      if (reference.root !== "data" || kind?.type !== "attribute" || kind.name !== "aws_iam_policy_document") return;
      if (label?.type === "attribute") uses.set(label.name, (uses.get(label.name) ?? new Set()).add(use));
    });
  for (const block of body.blocks) {
    if (block.type === "data" && block.labels[0] === "aws_iam_policy_document") visitBlock(block, (value) => note(value, "part"));
    if (block.type !== "resource") continue;
    const isRoles = ROLE_POLICY_TYPES.has(block.labels[0] ?? "");
    visitBlock(block, (value, name) => note(value, isRoles && name !== "assume_role_policy" ? "role" : "other"));
  }
  return uses;
}

const ROLE_POLICY_TYPES: ReadonlySet<string> = new Set(["aws_iam_policy", "aws_iam_role_policy", "aws_iam_role"]);

function visitBlock({ body }: HclBlock, note: (value: HclExpression, name: string) => void): void {
  for (const { name, value } of body.attributes) note(value, name);
  for (const block of body.blocks) visitBlock(block, note);
}
