import type { Blocker, Verdict } from "./verdict.ts";

/** The verdict that follows from all that stands in the way, which it puts in chain order. */
export function verdictOf(found: readonly Blocker[]): Verdict {
  const blockers = found.toSorted((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
  const verdict =
    blockers.length === 0 ? "reachable" : blockers.some(({ effect }) => effect === "blocks") ? "blocked" : "unknown";
  return { verdict, blockers };
}

const LAYERS = ["partition", "state", "ssm", "platform", "tag", "policy"];
