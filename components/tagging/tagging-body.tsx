import { useEffect, useRef } from "react";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";
import { fieldOfRefusal, needsNewPlan } from "./purpose.ts";
import { Refusal } from "./refusal.tsx";
import type { FlowState, TaggingFlow } from "./tagging-flow.ts";
import { TaggingProgress } from "./tagging-progress.tsx";
import { TaggingReview } from "./tagging-review.tsx";
import { nodesWord } from "./tagging-words.ts";
import type { PurposeForm } from "./use-purpose.ts";

export type TaggingBodyProps = {
  flow: TaggingFlow;
  state: FlowState;
  /** The nodes that were asked for; null where an undo takes all those of its job. */
  nodes: readonly TaggingTarget[] | null;
  snapshot: Snapshot;
  inForce: InForce | null;
  form: PurposeForm;
  stale: boolean;
};

/** What the sheet shows in each phase. */
export function TaggingBody({ flow, state, nodes, snapshot, inForce, form, stale }: TaggingBodyProps) {
  switch (state.phase) {
    case "planning":
      return (
        <div role="status" className="flex flex-col gap-3">
          <p>
            Reading state and tags of {nodes === null ? "the job’s nodes" : nodesWord(nodes)} from AWS. Nothing is written yet.
          </p>
          <ProgressBar label="Reading" value={null} max={1} />
        </div>
      );
    case "refused":
      return <Refusal problem={state.problem} again="Try again" onAgain={() => void flow.readAgain()} />;
    case "review":
      return (
        <>
          {/* What is said about a field is said at the field. */}
          {state.problem && fieldOfRefusal(state.problem.code) === null && (
            <StartRefusal problem={state.problem} onAgain={() => void flow.readAgain()} />
          )}
          <TaggingReview flow={flow} state={state} snapshot={snapshot} inForce={inForce} form={form} stale={stale} />
        </>
      );
    case "running":
    case "lost":
    case "finished":
      return <TaggingProgress flow={flow} state={state} snapshot={snapshot} />;
  }
}

/** Why the job was not started. The button that was pressed is at the other end of a long sheet: it comes into view. */
function StartRefusal({ problem, onAgain }: { problem: Problem; onAgain: () => void }) {
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal anew.
  useEffect(() => top.current?.scrollIntoView({ block: "nearest" }), [problem]);
  return (
    <div ref={top}>
      <Refusal problem={problem} again={needsNewPlan(problem.code) ? "Read again" : null} onAgain={onAgain} />
    </div>
  );
}
