import type { Call } from "./call.ts";

/** How long the tag writes of this request stay unseen, milliseconds: the longest of the faults that meet it. */
export function tagDelay({ faults }: Call): number {
  return Math.max(0, ...faults.map((fault) => (fault.kind === "tag-delay" ? fault.ms + Math.random() * fault.jitterMs : 0)));
}
