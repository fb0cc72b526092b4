import type { BlockerLayer, Reach, Verdict } from "./verdict.ts";

/**
 * What is in the way before the tag is even asked is counted as one: SSM does not get to the node, whether it is in a
 * partition that the vendor does not serve, stopped, offline, or of another operating system.
 */
const REACH_OF_LAYER: Readonly<Record<BlockerLayer, Reach>> = {
  partition: "ssm",
  state: "ssm",
  ssm: "ssm",
  platform: "ssm",
  tag: "tag",
  policy: "policy",
};

/** Which of the five counts of coverage a verdict falls in: a blocked one where its first certain blocker stands. */
export function reachOf(verdict: Verdict): Reach {
  if (verdict.verdict !== "blocked") return verdict.verdict;
  const certain = verdict.blockers.find((blocker) => blocker.effect === "blocks");
  return certain === undefined ? "unknown" : REACH_OF_LAYER[certain.layer];
}
