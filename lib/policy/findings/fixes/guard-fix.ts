import type { Statement } from "../../policy-document.ts";
import type { ExaminedRole } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import type { TagWrite } from "../witness/tag-write.ts";

/** A Deny at the end of the policy that has the grant, on every node of the kind in the partitions where it holds. */
export function guardFix(
  role: ExaminedRole,
  { statement, nodes }: Pick<TagWrite, "statement" | "nodes">,
  label: string,
  deny: (arns: readonly string[]) => Statement,
): FindingFix {
  const arns = nodes.map(({ partition, kind }) =>
    kind === "ec2" ? `arn:${partition}:ec2:*:*:instance/*` : `arn:${partition}:ssm:*:*:managed-instance/*`,
  );
  const end = role.policies[statement.policy]?.document.Statement.length ?? 0;
  return { label, edits: [{ policy: statement.policy, statement: end, with: [deny([...new Set(arns)])] }] };
}
