import type { Problem } from "#lib/domain/problem.ts";
import type { NodeRun } from "./node-run.ts";
import type { SendResult } from "./send-isolating.ts";

/** Nodes tried on their own before a whole cell is given up. */
const PROBES = 8;

/** Refusals that are about the one resource, and say nothing of the others. */
const ABOUT_ONE_NODE = new Set(["TagLimitExceeded"]);

/**
 * After a chunk was refused: is it the whole cell (no permission here, a tag policy), or some nodes of it? Tries single
 * nodes, drawn at random so that trying again draws others, until one is accepted. `everyOneRefused` only where all of
 * them were refused as the chunk was; `tried` 0 where probing would not pay. Without this a cell of n nodes in which nothing may be tagged costs 2n calls.
 * `send` answers undefined for a node that turned out not to need the write.
 */
export async function probeRefusal(
  runs: readonly NodeRun[],
  refusal: Problem,
  send: (run: NodeRun) => Promise<SendResult | undefined>,
): Promise<{ everyOneRefused: boolean; tried: number }> {
  // Few nodes are split faster than probed.
  if (ABOUT_ONE_NODE.has(refusal.code) || runs.length <= PROBES) return { everyOneRefused: false, tried: 0 };
  const left = [...runs];
  for (let tried = 1; tried <= PROBES; tried += 1) {
    const [run] = left.splice(Math.floor(Math.random() * left.length), 1);
    const answer = run === undefined ? undefined : await send(run);
    if (answer?.result !== "refused" || answer.problem.code !== refusal.code) return { everyOneRefused: false, tried };
  }
  return { everyOneRefused: true, tried: PROBES };
}
