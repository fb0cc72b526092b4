import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { groupPlan } from "./plan-groups.ts";
import { reportText } from "./report-text.ts";
import { type FlowState, isUnfinished, type TaggingFlow } from "./tagging-flow.ts";
import { applyWords } from "./tagging-words.ts";

export type TaggingFooterProps = { flow: TaggingFlow; state: FlowState; onClose: () => void };

/** What one can do in each phase. */
export function TaggingFooter({ flow, state, onClose }: TaggingFooterProps) {
  switch (state.phase) {
    case "planning":
    case "refused":
      return <Button onClick={onClose}>Cancel</Button>;
    case "review": {
      const { change } = groupPlan(state.plan);
      return (
        <>
          {change.length > 0 && (
            <Button
              size="lg"
              variant={state.plan.action === "untag" ? "danger" : "primary"}
              busy={state.starting}
              onClick={() => void flow.start()}
            >
              {applyWords(state.plan.action, change)}
            </Button>
          )}
          <Button size="lg" onClick={onClose}>
            {change.length > 0 ? "Cancel" : "Close"}
          </Button>
          {change.length > 0 && (
            <p className="min-w-40 flex-1 text-xs text-ink-3">What is changed by somebody else meanwhile is left alone.</p>
          )}
        </>
      );
    }
    case "running":
      return (
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="ghost" busy={state.cancelling} onClick={() => void flow.cancel()}>
            {state.cancelling ? "Cancelling" : "Stop the job"}
          </Button>
          <p className="min-w-40 flex-1 text-xs text-ink-3">
            You may close this: the job goes on. Stopping leaves what is written as it is.
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
    case "finished": {
      const unfinished = state.job.outcomes.filter((outcome) => outcome !== undefined && isUnfinished(outcome)).length;
      return (
        <>
          <Button variant={unfinished > 0 ? "secondary" : "primary"} onClick={onClose}>
            Close
          </Button>
          {unfinished > 0 && (
            <Button variant="primary" onClick={() => void flow.retryFailed()}>
              Retry {formatNumber(unfinished)} {state.job.counts.failed > 0 ? "failed" : "not sent"}
            </Button>
          )}
          <CopyButton text={() => reportText(state.plan, state.job)} label="Copy report" />
        </>
      );
    }
  }
}
