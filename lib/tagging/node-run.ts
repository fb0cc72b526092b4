import type { NodeKey } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { OutcomeState, TaggingOutcome, TagStep } from "#lib/domain/tagging.ts";
import { reachesGoal } from "./goal.ts";

/**
 * How far a node's change got.
 * - `open`: nothing is in its way. `sent`: AWS accepted every step.
 * - `refused`: AWS refused a step. `uncertain`: no clear answer to a step; it may have been done.
 * - `left`: a step was not sent, see problem. `reached`: the goal was there before a step was sent.
 * - `waiting`: nothing more may be sent just now; the node is as it was, and a later worker goes on with it.
 */
export type RunProgress = "open" | "sent" | "refused" | "uncertain" | "left" | "reached" | "waiting";

/** One node of a running job that has something to be changed. The only mutable thing in a job. */
export type NodeRun = Readonly<NodeKey> & {
  /** Its place among the job's outcomes. */
  readonly at: number;
  readonly before: TagReading;
  readonly goal: readonly TagSpec[];
  /** An earlier worker was about to send for it: what is there by now may be ours. */
  readonly wasIntended: boolean;
  progress: RunProgress;
  /** What is left to be sent, from the last reading on. */
  steps: readonly TagStep[];
  /** True once AWS accepted a write, or may have. */
  isTouched: boolean;
  /** Not set while nothing is wrong. */
  problem: Problem | undefined;
  after: TagReading | null;
  requestIds: string[];
};

/** The outcome that a run amounts to in a state. */
export function toOutcome(run: NodeRun, state: OutcomeState): TaggingOutcome {
  const { account, region, id, before, after } = run;
  const outcome = { account, region, id, state, before, after, requestIds: [...run.requestIds] };
  return run.problem && state !== "verified" && state !== "already" ? { ...outcome, problem: run.problem } : outcome;
}

/** The state in which a run ends, from what was read last; null where it does not end but goes on later. */
export function finalState(run: NodeRun): OutcomeState | null {
  if (run.after !== null && reachesGoal(run.goal, run.after)) {
    return run.progress === "reached" && !run.wasIntended ? "already" : "verified";
  }
  if (run.progress === "waiting") return null;
  return run.progress === "sent" ? "written" : "failed";
}

/** Ends a run where it is, for a reason. */
export function endRun(run: NodeRun, progress: "refused" | "uncertain" | "left", problem: Problem): void {
  run.progress = progress;
  run.problem = problem;
}
