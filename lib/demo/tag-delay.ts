import type { Call } from "./call.ts";

/**
 * How long a tag write of this request stays unseen, milliseconds: the longest of the faults that meet it. Where they have
 * a jitter, each node's is another, and the same ones in the same order for the same seed.
 */
export function tagDelay({ faults, world }: Call): number {
  const delays = faults.map((fault) =>
    fault.kind === "tag-delay" ? fault.ms + (fault.jitterMs > 0 ? world.jitter.below(fault.jitterMs + 1) : 0) : 0,
  );
  return Math.max(0, ...delays);
}
