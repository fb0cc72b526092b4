import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { JobFooter } from "./job-footer.tsx";
import { groupPlan } from "./plan-groups.ts";
import { needsNewPlan } from "./purpose.ts";
import type { FlowState, TaggingFlow } from "./tagging-flow.ts";
import { applyWords } from "./tagging-words.ts";
import type { PurposeForm } from "./use-purpose.ts";

export type TaggingFooterProps = { flow: TaggingFlow; state: FlowState; form: PurposeForm; stale: boolean; onClose: () => void };

/** What one can do in each phase. */
export function TaggingFooter({ flow, state, form, stale, onClose }: TaggingFooterProps) {
  switch (state.phase) {
    case "planning":
    case "refused":
      return <Button onClick={onClose}>Cancel</Button>;
    case "review":
      return <ReviewFooter flow={flow} state={state} form={form} stale={stale} onClose={onClose} />;
    case "running":
    case "lost":
    case "finished":
      return <JobFooter flow={flow} state={state} onClose={onClose} />;
  }
}

type ReviewFooterProps = Omit<TaggingFooterProps, "state"> & { state: Extract<FlowState, { phase: "review" }> };

function ReviewFooter({ flow, state: { plan, incident, starting, problem }, form, stale, onClose }: ReviewFooterProps) {
  const noteId = useId();
  const { change } = groupPlan(plan);
  if (change.length === 0) {
    return (
      <Button size="lg" onClick={onClose}>
        Close
      </Button>
    );
  }
  const isOld = stale || (problem !== null && needsNewPlan(problem.code));
  return (
    <>
      {isOld ? (
        <Button size="lg" variant="primary" onClick={() => void flow.readAgain()}>
          Read again
        </Button>
      ) : (
        <Button
          size="lg"
          variant={plan.action === "untag" ? "danger" : "primary"}
          busy={starting}
          disabled={!form.read.ok}
          aria-describedby={noteId}
          onClick={() => void form.start()}
        >
          {applyWords(plan.action, incident, change)}
        </Button>
      )}
      <Button size="lg" onClick={onClose}>
        Cancel
      </Button>
      <p id={noteId} className="min-w-40 flex-1 text-xs text-ink-3">
        {isOld
          ? "What was reviewed is too old to be started."
          : form.read.ok
            ? "What is changed by somebody else meanwhile is left alone."
            : form.read.missing[0]?.words}
      </p>
    </>
  );
}
