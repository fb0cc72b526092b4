import type { NodeKey } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { OutcomeState, TaggingOutcome, TagStep } from "#lib/domain/tagging.ts";

/**
 * How far a node's change got.
 * - `open`: steps are left, and nothing is in their way. `sent`: AWS accepted every step.
 * - `refused`: AWS refused a step. `uncertain`: no clear answer to a step; it may have been done.
 * - `left`: a step was not sent, see problem. `reached`: the goal was there before a step was sent.
 */
export type RunProgress = "open" | "sent" | "refused" | "uncertain" | "left" | "reached";

/** One node of a running job that has something to be changed. The only mutable thing in a job. */
export type NodeRun = Readonly<NodeKey> & {
  /** Its place among the job's outcomes. */
  readonly at: number;
  readonly before: TagReading;
  readonly steps: readonly TagStep[];
  progress: RunProgress;
  stepsDone: number;
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

/** Ends a run where it is, for a reason. */
export function endRun(run: NodeRun, progress: "refused" | "uncertain" | "left", problem: Problem): void {
  run.progress = progress;
  run.problem = problem;
}
