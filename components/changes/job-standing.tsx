import { progressAnnouncement, progressOf, resultSentence } from "#components/tagging/tagging-words.ts";
import { formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { expiryWords } from "./expiry-words.ts";
import { hasFailures, heldWords, isOpen } from "./job-words.ts";
import type { JobView } from "./merge-job-events.ts";
import { isUndone, type Relation } from "./relations.ts";
import { useNow } from "./use-now.ts";

export type JobStandingProps = { job: JobView; undoneBy: Relation | null };

/** How a job stands, or how it ended, in a sentence. */
export function JobStanding({ job, undoneBy }: JobStandingProps) {
  const now = useNow();
  if (isOpen(job)) return <Progress job={job} />;
  const { incident, counts } = job;
  const fine = job.state === "done" && !hasFailures(job);
  const holds = incident !== null && counts.verified + counts.written > 0 && !isUndone(undoneBy);
  return (
    <Notice
      tone={fine ? "good" : "warning"}
      title={resultSentence(
        job,
        job.outcomes.filter((outcome) => outcome !== undefined),
      )}
    >
      {holds && (
        <p>
          Reach on {heldWords(job)} {expiryWords(incident.expiresAt, now)}, <LocalTime at={incident.expiresAt} show="full" />, by
          itself.
        </p>
      )}
    </Notice>
  );
}

function Progress({ job }: { job: JobView }) {
  const { done, of } = progressOf(job);
  const { written, failed } = job.counts;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-base">
        <span className="font-semibold">
          {formatNumber(done)} of {formatNumber(of)} done
        </span>
        {written > 0 && `, ${formatNumber(written)} written and being read back`}
        {failed > 0 && `, ${formatNumber(failed)} failed`}
      </p>
      <ProgressBar label="Progress of the job" value={done} max={of} />
      <p role="status" className="sr-only">
        {progressAnnouncement(job)}
      </p>
      {job.trouble !== null && (
        <Notice tone="warning" title={job.trouble.title} announce>
          {job.trouble.remedy} Nothing is lost: the job goes on by itself.
        </Notice>
      )}
    </div>
  );
}
