import type { JobNode } from "#components/tagging/outcome-item.ts";
import type { OutcomeState } from "#lib/domain/tagging.ts";

export const NODE_SHOWN = ["all", "verified", "waiting", "failed", "skipped", "already"] as const;

/** Which nodes of a job are listed. `waiting`: also those that are written and not seen yet. */
export type NodeShown = (typeof NODE_SHOWN)[number];

export const SHOWN_WORDS: Readonly<Record<NodeShown, string>> = {
  all: "All",
  verified: "Verified",
  waiting: "Not verified yet",
  failed: "Failed",
  skipped: "Not sent",
  already: "Right already",
};

const SHOWN_OF: Readonly<Record<OutcomeState, NodeShown>> = {
  pending: "waiting",
  written: "waiting",
  verified: "verified",
  already: "already",
  failed: "failed",
  skipped: "skipped",
};

/** How many nodes there are of each kind, `all` first; kinds without a node are left out. */
export function countShown(nodes: readonly JobNode[]): readonly { shown: NodeShown; count: number }[] {
  const counts = new Map<NodeShown, number>([["all", nodes.length]]);
  for (const node of nodes) counts.set(shownOf(node), (counts.get(shownOf(node)) ?? 0) + 1);
  return NODE_SHOWN.flatMap((shown) => ({ shown, count: counts.get(shown) ?? 0 })).filter(
    ({ shown, count }) => shown === "all" || count > 0,
  );
}

/** The nodes of one kind whose id, name, account or region holds the text, in their order. */
export function filterNodes(
  nodes: readonly JobNode[],
  { shown, text }: { shown: NodeShown; text: string },
  nameOf: (node: JobNode) => string,
): readonly JobNode[] {
  const wanted = text.trim().toLowerCase();
  return nodes.filter((each) => {
    if (shown !== "all" && shownOf(each) !== shown) return false;
    if (wanted === "") return true;
    const { id, account, region } = each.node;
    return `${id}\n${account}\n${region}\n${nameOf(each)}`.toLowerCase().includes(wanted);
  });
}

function shownOf({ outcome }: JobNode): NodeShown {
  return outcome === undefined ? "waiting" : SHOWN_OF[outcome.state];
}
