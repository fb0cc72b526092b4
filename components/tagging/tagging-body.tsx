import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";
import { Refusal } from "./refusal.tsx";
import type { FlowState, TaggingFlow } from "./tagging-flow.ts";
import { TaggingProgress } from "./tagging-progress.tsx";
import { TaggingReview } from "./tagging-review.tsx";
import { nodesWord } from "./tagging-words.ts";

export type TaggingBodyProps = {
  flow: TaggingFlow;
  state: FlowState;
  nodes: readonly NodeKey[];
  snapshot: Snapshot;
  inForce: InForce | null;
};

/** What the sheet shows in each phase. */
export function TaggingBody({ flow, state, nodes, snapshot, inForce }: TaggingBodyProps) {
  switch (state.phase) {
    case "planning":
      return (
        <div role="status" className="flex flex-col gap-3">
          <p>Reading state and tags of {nodesWord(nodes)} from AWS. Nothing is written yet.</p>
          <ProgressBar label="Reading" value={null} max={1} />
        </div>
      );
    case "refused":
      return <Refusal problem={state.problem} again="Try again" onAgain={() => void flow.plan()} />;
    case "review":
      return (
        <>
          {state.problem && <Refusal problem={state.problem} again={null} />}
          <TaggingReview flow={flow} plan={state.plan} snapshot={snapshot} inForce={inForce} />
        </>
      );
    case "running":
    case "lost":
    case "finished":
      return <TaggingProgress flow={flow} state={state} snapshot={snapshot} />;
  }
}
