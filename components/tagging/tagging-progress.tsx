import { useMemo, useState } from "react";
import { formatNumber } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { TaggingOutcome } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { CellList } from "./cell-list.tsx";
import { FixInstead } from "./fix-instead.tsx";
import { NodeList } from "./node-list.tsx";
import { outcomeItem } from "./outcome-item.ts";
import { groupPlan } from "./plan-groups.ts";
import { progressByCell } from "./progress-by-cell.ts";
import { ReasonList } from "./reason-list.tsx";
import { Refusal } from "./refusal.tsx";
import { allOutcomes, type FlowState, isUnfinished, type JobProgress, nodesToFix, type TaggingFlow } from "./tagging-flow.ts";
import { progressAnnouncement, resultSentence, settledCount } from "./tagging-words.ts";

export type TaggingProgressProps = {
  flow: TaggingFlow;
  state: Extract<FlowState, { phase: "running" | "lost" | "finished" }>;
  snapshot: Snapshot;
};

type Shown = "all" | "unfinished";

/** A job as it goes and how it ended, node by node. */
export function TaggingProgress({ flow, state, snapshot }: TaggingProgressProps) {
  const { plan, job } = state;
  const { change } = useMemo(() => groupPlan(plan), [plan]);
  const [shown, setShown] = useState<Shown>("all");
  const outcomes = job?.outcomes ?? [];
  const troubled = change.flatMap((node, at) => (outcomes[at] !== undefined && isUnfinished(outcomes[at]) ? [{ node, at }] : []));
  const listed = shown === "all" || troubled.length === 0 ? change.map((node, at) => ({ node, at })) : troubled;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Headline flow={flow} state={state} />
        {state.phase !== "finished" && (
          <ProgressBar label="Progress of the job" value={job === null ? null : settledCount(job)} max={change.length} />
        )}
        <p role="status" className="sr-only">
          {state.phase === "running" ? progressAnnouncement(job) : ""}
        </p>
      </div>
      {state.phase === "lost" && <Refusal problem={state.problem} again="Look again" onAgain={() => void flow.lookAgain()} />}
      {state.phase === "running" && state.problem !== null && (
        <Notice tone="warning" title="Progress is not seen just now; the job goes on" announce>
          {state.problem.title} Connecting again.
        </Notice>
      )}

      <div className="flex flex-col gap-3">
        {troubled.length > 0 && (
          <>
            <ReasonList problems={troubled.flatMap(({ at }) => outcomes[at]?.problem ?? [])} />
            <Segmented
              legend="Which nodes to list"
              value={shown}
              onChange={setShown}
              className="self-start"
              options={[
                { value: "all", label: `All ${formatNumber(change.length)}` },
                { value: "unfinished", label: `Failed or not sent ${formatNumber(troubled.length)}` },
              ]}
            />
          </>
        )}
        <NodeList
          label="Outcome of each node"
          empty="No node is in this job."
          items={listed}
          toItem={({ node, at }) => outcomeItem(node, outcomes[at], plan.tag, snapshot)}
        />
      </div>
      <CellList
        title="By account and region"
        snapshot={snapshot}
        cells={progressByCell(change, outcomes).map((cell) => (job === null ? { ...cell, done: null } : cell))}
      />
    </div>
  );
}

function Headline({ flow, state }: Omit<TaggingProgressProps, "snapshot">) {
  const { plan, job } = state;
  if (state.phase === "finished") {
    const outcomes = state.job.outcomes.filter((outcome): outcome is TaggingOutcome => outcome !== undefined);
    const fine = outcomes.every((outcome) => !isUnfinished(outcome) && outcome.state !== "written");
    const left = allOutcomes(plan, state.job).length - state.job.total;
    return (
      <Notice
        tone={fine ? "good" : "warning"}
        announce
        title={resultSentence(plan.action, state.job, outcomes)}
        action={nodesToFix(plan).length > 0 && <FixInstead flow={flow} plan={plan} />}
      >
        {left > 0 && `${formatNumber(left)} of the nodes that were asked for were right already or could not be changed.`}
      </Notice>
    );
  }
  return (
    <p className="text-lg font-semibold">
      {job === null ? "The job has started" : `${formatNumber(settledCount(job))} of ${formatNumber(job.total)} done`}
      {job !== null && <span className="font-normal text-ink-2">{phaseWords(job)}</span>}
    </p>
  );
}

function phaseWords({ state, counts }: JobProgress): string {
  const written = counts.written > 0 ? `, ${formatNumber(counts.written)} written and being read back` : "";
  const failed = counts.failed > 0 ? `, ${formatNumber(counts.failed)} failed` : "";
  return `${state === "planning" ? ", reading the tags again" : ""}${written}${failed}`;
}
