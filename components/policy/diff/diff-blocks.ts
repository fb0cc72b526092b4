import type { StatementDiff } from "#lib/policy/diff-statements.ts";

/** What stands side by side: what was there, and what there is instead; or statements that are as they were. */
export type DiffBlock =
  | { kind: "same"; statements: readonly StatementDiff[] }
  | { kind: "other"; before: readonly StatementDiff[]; after: readonly StatementDiff[] };

/** The statements in blocks, in order: a run that is unchanged is one block, and what was changed between two of them. */
export function diffBlocks(diffs: readonly StatementDiff[]): readonly DiffBlock[] {
  const blocks: DiffBlock[] = [];
  for (const diff of diffs) {
    const last = blocks.at(-1);
    if (diff.kind === "unchanged") {
      if (last?.kind === "same") blocks[blocks.length - 1] = { kind: "same", statements: [...last.statements, diff] };
      else blocks.push({ kind: "same", statements: [diff] });
      continue;
    }
    const open = last?.kind === "other" ? last : { kind: "other" as const, before: [], after: [] };
    const next: DiffBlock = {
      kind: "other",
      before: diff.kind === "added" ? open.before : [...open.before, diff],
      after: diff.kind === "removed" ? open.after : [...open.after, diff],
    };
    if (open === last) blocks[blocks.length - 1] = next;
    else blocks.push(next);
  }
  return blocks;
}
