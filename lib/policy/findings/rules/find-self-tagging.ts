import type { NodeKind } from "#lib/domain/ids.ts";
import type { ExaminedRole } from "../examine-role.ts";
import type { Finding, FindingLevel } from "../finding.ts";
import { sentence, statementName, tagWords, unclearWords } from "../finding-words.ts";
import { denyDeleteAll, denyTagKeys } from "../fixes/deny-statements.ts";
import { guardFix } from "../fixes/guard-fix.ts";
import { grantedNodes } from "../witness/granted-nodes.ts";
import { type AskedTags, findTagWrite, type TagWrite } from "../witness/tag-write.ts";

/**
 * Ways in which the role can give a node the tag that lets it reach the node, or take it away. All policies together,
 * with their denies and the boundary; a tag written while something is being made (`ec2:CreateAction`) is none.
 */
export function findSelfTagging(role: ExaminedRole): readonly Finding[] {
  const { key, value } = role.tag;
  // IAM reads the key of a tag in whatever case, so a guard that denies one spelling of it is none.
  const spellings = [...new Set([key, key.toLowerCase(), key.toUpperCase()])];
  const write: readonly AskedTags[] = [
    ...spellings.map((one) => ({ written: { [one]: value } })),
    { written: { [key]: value, Name: "a node" } },
  ];
  const erase: readonly AskedTags[] = spellings.map((one) => ({ keys: [one] }));
  const on = { [key]: value };
  const kinds: readonly NodeKind[] = hasHybrid(role) ? ["ec2", "hybrid"] : ["ec2"];
  return kinds.flatMap((kind) => {
    const [create, remove] = ACTIONS[kind];
    const tagging = findTagWrite(role, create, kind, write, {});
    const untagging = findTagWrite(role, remove, kind, erase, on);
    const wiping = kind === "ec2" ? findTagWrite(role, remove, kind, [null], on) : null;
    return [
      ...(tagging === null ? [] : [taggingFinding(role, kind, tagging)]),
      ...(untagging === null ? [] : [untaggingFinding(role, kind, untagging)]),
      ...(wiping === null ? [] : [wipingFinding(role, wiping)]),
    ];
  });
}

const ACTIONS = {
  ec2: ["ec2:CreateTags", "ec2:DeleteTags"],
  hybrid: ["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
} as const;

/** Tags of hybrid nodes matter where the role has something to do on them. */
function hasHybrid(role: ExaminedRole): boolean {
  return ["ssm:SendCommand", "ssm:StartSession"].some((action) =>
    grantedNodes(role, action).some(({ node }) => node.kind === "hybrid"),
  );
}

function taggingFinding(role: ExaminedRole, kind: NodeKind, write: TagWrite): Finding {
  const [create] = ACTIONS[kind];
  return {
    ...placeOf(write),
    code: "can-tag-itself-in",
    level: levelOf(write, "error", "warning"),
    title: `${sentence(statementName(write.statement))} ${may(write)} the role give ${nodesOf(kind, write)} the tag ${tagWords(role.tag)} itself.`,
    why: `${create} on nodes is a way around the tag: the role tags a node, then reaches it.${unclear(write)} Deny it for this key, in whatever case; tags of snapshots and volumes are not touched by that.`,
    fix: guardFix(role, write, "Deny the role this tag", (arns) => denyTagKeys([create], [role.tag.key], arns)),
  };
}

function untaggingFinding(role: ExaminedRole, kind: NodeKind, write: TagWrite): Finding {
  const [, remove] = ACTIONS[kind];
  return {
    ...placeOf(write),
    code: "can-untag",
    level: levelOf(write, "warning", "info"),
    title: `${sentence(statementName(write.statement))} ${may(write)} the role take the tag ${role.tag.key} off ${nodesOf(kind, write)}.`,
    why: `A node without it is out of Cado's reach until somebody tags it again.${unclear(write)} Deny ${remove} for this key.`,
    fix: guardFix(role, write, "Deny the role to take it off", (arns) => denyTagKeys([remove], [role.tag.key], arns)),
  };
}

function wipingFinding(role: ExaminedRole, write: TagWrite): Finding {
  return {
    ...placeOf(write),
    code: "can-delete-all-tags",
    level: levelOf(write, "warning", "info"),
    title: `${sentence(statementName(write.statement))} ${may(write)} the role delete all tags of ${nodesOf("ec2", write)} at once.`,
    why: `DeleteTags without a list of tags deletes every one, and names no key that a deny could hold on to.${unclear(write)} Deny it where aws:TagKeys is missing.`,
    fix: guardFix(role, write, "Deny deleting all tags at once", denyDeleteAll),
  };
}

function placeOf({ statement }: TagWrite): Pick<Finding, "policy" | "statement" | "path"> {
  return { policy: statement.policy, statement: statement.index, path: null };
}

function levelOf({ result, isEveryNode }: TagWrite, sure: FindingLevel, less: FindingLevel): FindingLevel {
  return result === "allowed" && isEveryNode ? sure : less;
}

function may({ result }: TagWrite): string {
  return result === "allowed" ? "lets" : "may let";
}

function nodesOf(kind: NodeKind, { isEveryNode, result }: TagWrite): string {
  const noun = kind === "ec2" ? "EC2 instance" : "hybrid node";
  return isEveryNode || result === "unknown" ? `any ${noun}` : `some ${noun}s`;
}

function unclear({ result, reasons }: TagWrite): string {
  return result === "allowed" ? "" : ` Whether it can depends on ${unclearWords(reasons)}.`;
}
