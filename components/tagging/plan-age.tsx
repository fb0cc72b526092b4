import { LocalTime } from "#components/ui/local-time.tsx";
import type { TaggingPlan } from "#lib/domain/tagging.ts";

/** How old the tags are that the review rests on, and how long it may be started. */
export function PlanAge({ plan, stale }: { plan: TaggingPlan; stale: boolean }) {
  return (
    <p role="status" className="mt-1 text-xs text-ink-3">
      {stale ? (
        <span className="text-tag">
          Too old to be started: the tags were read at <LocalTime at={plan.readAt} show="clock" />. Read them again.
        </span>
      ) : (
        <>
          Tags read in AWS at <LocalTime at={plan.readAt} show="clock" />, good until{" "}
          <LocalTime at={plan.validUntil} show="clock" />. Nothing is written yet.
        </>
      )}
    </p>
  );
}
