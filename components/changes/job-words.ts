import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { StatusTone } from "#components/ui/status-shape.tsx";
import type { JobSummary, OutcomeState, TaggingAction } from "#lib/domain/tagging.ts";

type Counts = JobSummary["counts"];
type Verb = { past: string; doing: string };

const VERBS: Readonly<Record<TaggingAction | "take-back", Verb>> = {
  tag: { past: "Tagged", doing: "Tagging" },
  untag: { past: "Untagged", doing: "Untagging" },
  normalise: { past: "Fixed the tag on", doing: "Fixing the tag on" },
  undo: { past: "Undid a change on", doing: "Undoing a change on" },
  "take-back": { past: "Took reach back from", doing: "Taking reach back from" },
};

/** A job in one line: "Tagged 196 of 198 nodes". Only nodes that were read back count as done. */
export function jobTitle(job: JobSummary): string {
  const { past, doing } = VERBS[job.action === "undo" && job.actor.kind === "system" ? "take-back" : job.action];
  const all = formatCount(job.total, "node");
  const forIncident = job.incident === null ? "" : " for an incident";
  const { verified, already } = job.counts;
  const done = verified === job.total ? all : `${formatNumber(verified)} of ${all}`;
  switch (job.state) {
    case "queued":
    case "applying":
    case "paused":
      return `${doing} ${all}${forIncident}`;
    case "cancelled":
      return verified === 0
        ? `Cancelled while ${lower(doing)} ${all}${forIncident}`
        : `Cancelled after ${lower(doing)} ${done}${forIncident}`;
    case "done":
      if (already === job.total) return `Nothing to change: ${wereRight(job.total)}`;
      return verified === 0 ? `${doing} ${all}${forIncident}: none verified` : `${past} ${done}${forIncident}`;
  }
}

const PARTS: readonly (readonly [OutcomeState, string])[] = [
  ["verified", "verified"],
  ["already", "right already"],
  ["written", "written, not seen yet"],
  ["failed", "failed"],
  ["skipped", "not sent"],
  ["pending", "waiting"],
];

/** How many nodes ended how: "196 verified, 2 failed". */
export function resultWords(counts: Counts): string {
  const parts = PARTS.flatMap(([state, words]) => (counts[state] > 0 ? [`${formatNumber(counts[state])} ${words}`] : []));
  return parts.length === 0 ? "no nodes" : parts.join(", ");
}

/** Nodes of which nothing will change any more. */
export function settled({ counts }: Pick<JobSummary, "counts">): number {
  return counts.verified + counts.already + counts.failed + counts.skipped;
}

/** True while something may still change by itself or by somebody's leave. */
export function isOpen({ state }: Pick<JobSummary, "state">): boolean {
  return state !== "done" && state !== "cancelled";
}

/** True where a node that was asked for is not as it was to be, and nobody called the job off. */
export function hasFailures(job: Pick<JobSummary, "state" | "counts">): boolean {
  if (job.counts.failed > 0) return true;
  return job.state === "done" && job.counts.skipped + job.counts.written + job.counts.pending > 0;
}

/** Where a job stands, as a word with its shape. */
export function stateMark(job: Pick<JobSummary, "state" | "asked" | "trouble" | "counts">): { tone: StatusTone; word: string } {
  if (isOpen(job) && job.asked !== null) return { tone: "half", word: { pause: "Pausing", cancel: "Cancelling" }[job.asked] };
  switch (job.state) {
    case "queued":
      return { tone: "open", word: "Waiting to start" };
    case "applying":
      return job.trouble === null ? { tone: "half", word: "Running" } : { tone: "open", word: "Held up" };
    case "paused":
      return { tone: "open", word: "Paused" };
    case "cancelled":
      return { tone: "unknown", word: "Cancelled" };
    case "done":
      if (!hasFailures(job)) return { tone: "full", word: "Done" };
      if (job.counts.verified + job.counts.already > 0) return { tone: "half", word: "Done in part" };
      return job.counts.written > 0 ? { tone: "half", word: "Not seen yet" } : { tone: "barred", word: "Failed" };
  }
}

/** "3 nodes" that an incident holds: those that it changed. What was right before it is not taken back. */
export function heldWords({ counts }: Pick<JobSummary, "counts">): string {
  return formatCount(counts.verified + counts.written, "node");
}

function wereRight(total: number): string {
  return total === 1 ? "the node was right already" : `all ${formatNumber(total)} nodes were right already`;
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
