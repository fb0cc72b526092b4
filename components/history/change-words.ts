import type { ChangedNode, NodeChange } from "#lib/domain/coverage-history.ts";

/** In the order in which they are shown: what hurts first. */
export const CHANGES: readonly NodeChange[] = ["lost", "gained", "left", "entered", "unread"];

/** What became of a node, at the head of its list. */
export const CHANGE_WORDS: Readonly<Record<NodeChange, string>> = {
  lost: "Lost reach",
  gained: "Gained reach",
  left: "No longer there",
  entered: "New",
  unread: "Not read at one of the two",
};

const VERDICT_WORDS = { reachable: "reachable", blocked: "blocked", unknown: "unknown" } as const;

/** "blocked → reachable"; a node that was not there has no verdict. */
export function verdictWords({ before, after }: Pick<ChangedNode, "before" | "after">): string {
  return `${before === null ? "not there" : VERDICT_WORDS[before]} → ${after === null ? "not there" : VERDICT_WORDS[after]}`;
}

/** The tag's spellings at one of the moments. `verdict` null: the node was not there. */
export function tagThen(tag: string | null, verdict: ChangedNode["before"]): string {
  if (verdict === null) return "–";
  if (tag === null) return "(not read)";
  return tag === "" ? "(not tagged)" : tag;
}
