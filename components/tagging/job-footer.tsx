import { Button, buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { reportText } from "./report-text.ts";
import { canRetry, type FlowState, known, type TaggingFlow } from "./tagging-flow.ts";

export type JobFooterProps = {
  flow: TaggingFlow;
  state: Extract<FlowState, { phase: "running" | "lost" | "finished" }>;
  onClose: () => void;
};

/** What one can do with a job that goes on, that is out of sight, or that has ended. */
export function JobFooter({ flow, state, onClose }: JobFooterProps) {
  switch (state.phase) {
    case "running":
      return (
        <>
          <Button onClick={onClose}>Close</Button>
          <Orders flow={flow} state={state} />
          <p className="min-w-40 flex-1 text-xs text-ink-3">
            Cancelling leaves what is written as it is. It can be undone after.
          </p>
        </>
      );
    case "lost":
      return (
        <>
          <Button variant="primary" onClick={() => void flow.lookAgain()}>
            Look again
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      );
    case "finished":
      return <EndedFooter flow={flow} state={state} onClose={onClose} />;
  }
}

function Orders({ flow, state: { job, asking } }: { flow: TaggingFlow; state: Extract<FlowState, { phase: "running" }> }) {
  const asked = job?.asked ?? null;
  const isPaused = job?.state === "paused";
  return (
    <>
      {isPaused ? (
        <Button variant="primary" busy={asking === "resume"} onClick={() => void flow.ask("resume")}>
          Resume
        </Button>
      ) : (
        <Button
          busy={asking === "pause" || asked === "pause"}
          disabled={asked === "cancel"}
          onClick={() => void flow.ask("pause")}
        >
          {asked === "pause" ? "Pausing" : "Pause"}
        </Button>
      )}
      <Button variant="ghost" busy={asking === "cancel" || asked === "cancel"} onClick={() => void flow.ask("cancel")}>
        {asked === "cancel" ? "Cancelling" : "Cancel the job"}
      </Button>
    </>
  );
}

type EndedFooterProps = Omit<JobFooterProps, "state"> & { state: Extract<FlowState, { phase: "finished" }> };

function EndedFooter({ flow, state: { job }, onClose }: EndedFooterProps) {
  const retriable = known(job).filter(canRetry).length;
  const hasWritten = job.counts.verified + job.counts.written > 0;
  return (
    <>
      <Button variant={retriable > 0 ? "secondary" : "primary"} onClick={onClose}>
        Close
      </Button>
      {retriable > 0 && (
        <Button variant="primary" onClick={() => void flow.retryFailed()}>
          Retry {formatNumber(retriable)} {job.counts.failed > 0 ? "failed" : "not sent"}
        </Button>
      )}
      {hasWritten && job.undoneBy === null && <Button onClick={() => void flow.undo()}>Undo…</Button>}
      <a href={`/reports/jobs/${job.id}`} target="_blank" rel="noreferrer" className={buttonClass()}>
        Report
      </a>
      <CopyButton text={() => reportText(job, known(job))} label="Copy report" />
    </>
  );
}
