import { reportText } from "#components/tagging/report-text.ts";
import { canRetry, type TaggingWish } from "#components/tagging/tagging-flow.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import type { TaggingOutcome } from "#lib/domain/tagging.ts";
import { jobActions } from "./job-actions.ts";
import { isOpen } from "./job-words.ts";
import type { JobWish } from "./jobs-api.ts";
import type { JobView } from "./merge-job-events.ts";
import { isUndone, type Relation } from "./relations.ts";

export type JobOrdersProps = {
  job: JobView;
  undoneBy: Relation | null;
  /** What was just asked of the job and not answered yet. */
  wish: JobWish | null;
  onAsk: (wish: JobWish) => Promise<void>;
  onTagging: (wish: TaggingWish) => void;
};

/** What one can do with a job as it stands. */
export function JobOrders({ job, undoneBy, wish, onAsk, onTagging }: JobOrdersProps) {
  const actions = jobActions(job, { undone: isUndone(undoneBy) });
  const known = job.outcomes.filter((outcome) => outcome !== undefined);
  const retry = isOpen(job) ? null : retryWish(job, known.filter(canRetry));
  const order = (one: JobWish, words: string, doing: string, shown: boolean) =>
    (shown || wish === one || job.asked === one) && (
      <Button busy={wish === one || job.asked === one} onClick={() => void onAsk(one)}>
        {job.asked === one ? doing : words}
      </Button>
    );
  return (
    <div className="flex flex-wrap gap-2">
      {order("resume", "Resume", "Resuming", actions.resume)}
      {order("pause", "Pause", "Pausing", actions.pause)}
      {order("cancel", "Cancel the job", "Cancelling", actions.cancel)}
      {retry !== null && (
        <Button variant="primary" onClick={() => onTagging(retry.wish)}>
          Retry {formatNumber(retry.count)} {job.counts.failed > 0 ? "failed" : "not sent"}…
        </Button>
      )}
      {actions.undo && (
        <Button onClick={() => onTagging({ action: "undo", job: job.id })}>
          {job.incident === null ? "Undo…" : "Take back now…"}
        </Button>
      )}
      <a href={`/reports/jobs/${encodeURIComponent(job.id)}`} target="_blank" rel="noreferrer" className={buttonClass()}>
        Report
      </a>
      {!isOpen(job) && <CopyButton text={() => reportText(job, known)} label="Copy report" />}
    </div>
  );
}

/** Another try of a job for these of its nodes; null where there is none, or where nobody can tell what it undid. */
function retryWish(
  { action, undoOf, incident }: JobView,
  nodes: readonly TaggingOutcome[],
): { wish: TaggingWish; count: number } | null {
  const count = nodes.length;
  if (count === 0) return null;
  if (action !== "undo") return { count, wish: { action, nodes, ...(incident && { incident: true }) } };
  return undoOf === null ? null : { count, wish: { action, job: undoOf, nodes } };
}
