import type { OutcomeState, TaggingTarget } from "#lib/domain/tagging.ts";
import { countByCell } from "./plan-groups.ts";

/** A node that is to be changed, and how far it is; `pending` also where nothing was heard of it yet. */
export type NodeProgress = { node: TaggingTarget; state: OutcomeState };

/** How far each account and region is. */
export function progressByCell(
  nodes: readonly NodeProgress[],
): readonly { account: string; region: string; count: number; done: number; failed: number }[] {
  const keyOf = ({ account, region }: Omit<TaggingTarget, "id">) => `${account} ${region}`;
  const tallies = new Map<string, { done: number; failed: number }>();
  for (const { node, state } of nodes) {
    const tally = tallies.get(keyOf(node)) ?? { done: 0, failed: 0 };
    if (state !== "pending" && state !== "written") tally.done += 1;
    if (state === "failed") tally.failed += 1;
    tallies.set(keyOf(node), tally);
  }
  return countByCell(nodes.map(({ node }) => node)).map((cell) => ({
    ...cell,
    ...(tallies.get(keyOf(cell)) ?? { done: 0, failed: 0 }),
  }));
}
