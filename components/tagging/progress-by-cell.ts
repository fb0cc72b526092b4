import type { TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import { countByCell } from "./plan-groups.ts";

/** How far each account and region is; `outcomes` by the node's place in the list. */
export function progressByCell(
  nodes: readonly TaggingTarget[],
  outcomes: readonly (TaggingOutcome | undefined)[],
): readonly { account: string; region: string; count: number; done: number; failed: number }[] {
  const keyOf = ({ account, region }: TaggingTarget) => `${account} ${region}`;
  const tallies = new Map<string, { done: number; failed: number }>();
  for (const [at, node] of nodes.entries()) {
    const tally = tallies.get(keyOf(node)) ?? { done: 0, failed: 0 };
    const state = outcomes[at]?.state ?? "pending";
    if (state !== "pending" && state !== "written") tally.done += 1;
    if (state === "failed") tally.failed += 1;
    tallies.set(keyOf(node), tally);
  }
  return countByCell(nodes).map((cell) => ({
    ...cell,
    ...(tallies.get(`${cell.account} ${cell.region}`) ?? { done: 0, failed: 0 }),
  }));
}
