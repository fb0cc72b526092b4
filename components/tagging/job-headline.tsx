import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { type FlowState, type JobProgress, known } from "./tagging-flow.ts";
import { progressOf, resultSentence } from "./tagging-words.ts";

export type JobHeadlineProps = { state: Extract<FlowState, { phase: "running" | "lost" | "finished" }> };

/** How a job stands, or how it ended, in a sentence; what it waits for; when its reach is taken back. */
export function JobHeadline({ state }: JobHeadlineProps) {
  const { job } = state;
  if (state.phase === "finished") return <Result job={state.job} />;
  if (job === null)
    return <p className="text-lg font-semibold">{state.plan === null ? "Looking at the job" : "The job has started"}</p>;
  const { done, of } = progressOf(job);
  return (
    <>
      <p className="text-lg font-semibold">
        {formatNumber(done)} of {formatNumber(of)} done
        <span className="font-normal text-ink-2">{standWords(job)}</span>
      </p>
      {job.trouble !== null && (
        <Notice tone="warning" title={job.trouble.title} announce>
          {job.trouble.remedy} Nothing is lost: the job goes on by itself.
        </Notice>
      )}
    </>
  );
}

function Result({ job }: { job: JobProgress }) {
  const { counts, incident, undoneBy } = job;
  const fine = counts.failed + counts.skipped + counts.written + counts.pending === 0;
  return (
    <Notice tone={fine ? "good" : "warning"} announce title={resultSentence(job, known(job))}>
      {incident !== null && counts.verified + counts.written > 0 && undoneBy === null && (
        <p>
          Taken back from {formatCount(counts.verified + counts.written, "node")} at{" "}
          <LocalTime at={incident.expiresAt} show="full" />, by itself.
        </p>
      )}
      {undoneBy !== null && <p>It was undone since.</p>}
    </Notice>
  );
}

/** ", 3 written and being read back, paused": what the numbers leave out. */
function standWords({ state, asked, counts }: JobSummary): string {
  const parts = [
    counts.written > 0 && `${formatNumber(counts.written)} written and being read back`,
    counts.failed > 0 && `${formatNumber(counts.failed)} failed`,
    asked === "cancel" && "being cancelled",
    asked === "pause" && "being paused",
    asked === null && state === "paused" && "paused",
    asked === null && state === "queued" && "waiting for its turn",
  ].filter((part) => part !== false);
  return parts.map((part) => `, ${part}`).join("");
}
