import { expiryWords, isOverdue } from "#components/changes/expiry-words.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { progressOf } from "./tagging-words.ts";

/**
 * What is due, as one would say it: "2 incidents hold reach on 7 instances; the next ends in 35 min (case INC-1)".
 * null where there is none.
 */
export function incidentsSentence(incidents: readonly JobSummary[], nowMs: number): string | null {
  const open = incidents
    .flatMap((job) => (job.incident === null ? [] : [{ job, end: job.incident.expiresAt }]))
    .sort((one, other) => Date.parse(one.end) - Date.parse(other.end));
  const [next] = open;
  if (next === undefined) return null;
  const held = open.reduce((sum, { job: { counts } }) => sum + counts.verified + counts.written, 0);
  const what = `${formatCount(open.length, "incident holds", "incidents hold")} reach on ${formatCount(held, "instance")}`;
  const which = open.length === 1 ? "it" : "the next";
  const back = isOverdue(next.end, nowMs) ? " and is being taken back" : "";
  const reference = next.job.reference === "" ? "" : ` (case ${next.job.reference})`;
  return `${what}; ${which} ${expiryWords(next.end, nowMs)}${back}${reference}.`;
}

/** "1 job is running: 30 of 198 done"; null where none is. */
export function runningWords(running: readonly JobSummary[]): string | null {
  const [only, ...more] = running;
  if (only === undefined) return null;
  if (more.length > 0) return `${running.length} jobs are running`;
  const { done, of } = progressOf(only);
  return `1 job is ${only.state === "paused" ? "paused" : "running"}: ${formatNumber(done)} of ${formatNumber(of)} done`;
}
