import Link from "next/link";
import { useMemo, useState } from "react";
import { formatNumber } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { CellList } from "./cell-list.tsx";
import { FixInstead } from "./fix-instead.tsx";
import { JobHeadline } from "./job-headline.tsx";
import { changingNodes, jobNodes, notDone } from "./job-nodes.ts";
import { NodeList } from "./node-list.tsx";
import { type JobNode, outcomeItem } from "./outcome-item.ts";
import { progressByCell } from "./progress-by-cell.ts";
import { ReasonList } from "./reason-list.tsx";
import { Refusal } from "./refusal.tsx";
import { type FlowState, known, type TaggingFlow } from "./tagging-flow.ts";
import { progressAnnouncement, progressOf } from "./tagging-words.ts";

export type TaggingProgressProps = {
  flow: TaggingFlow;
  state: Extract<FlowState, { phase: "running" | "lost" | "finished" }>;
  snapshot: Snapshot;
};

type Shown = "changing" | "not-done" | "all";

/** A job as it goes and how it ended, node by node. */
export function TaggingProgress({ flow, state, snapshot }: TaggingProgressProps) {
  const { plan, job } = state;
  const [chosen, setChosen] = useState<Shown>("changing");
  const ended = state.phase === "finished";
  const lists = useMemo(() => listsOf(jobNodes(plan, job), ended), [plan, job, ended]);
  const shown = lists[chosen].length === 0 ? "all" : chosen;
  const { action, tag } = job ?? plan ?? { action: "tag", tag: DOCUMENTED_TAG };
  const cells = useMemo(() => progressByCell(lists.changing), [lists]);
  const progress = job === null ? null : progressOf(job);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <JobHeadline state={state} />
        {!ended && (
          <ProgressBar
            label="Progress of the job"
            value={progress?.done ?? null}
            max={progress?.of ?? Math.max(1, lists.changing.length)}
          />
        )}
        <p role="status" className="sr-only">
          {state.phase === "running" ? progressAnnouncement(job) : ""}
        </p>
        <p className="text-xs text-ink-3">
          {ended ? "Kept under Changes: " : "You may close this: the job goes on. Find it under Changes: "}
          <Link href={`/changes/${state.jobId}`} className="text-accent-text underline underline-offset-2">
            this job
          </Link>
        </p>
      </div>
      {state.phase === "lost" && <Refusal problem={state.problem} again="Look again" onAgain={() => void flow.lookAgain()} />}
      {ended && <FixInstead flow={flow} nodes={known(state.job)} />}

      <div className="flex flex-col gap-3">
        {lists["not-done"].length > 0 && (
          <ReasonList problems={lists["not-done"].flatMap(({ outcome }) => outcome?.problem ?? [])} />
        )}
        <Segmented
          legend="Which nodes to list"
          value={shown}
          onChange={setChosen}
          className="self-start max-sm:w-full"
          options={OPTIONS.filter(({ value }) => value === "all" || lists[value].length > 0).map(({ value, words }) => ({
            value,
            label: `${words} ${formatNumber(lists[value].length)}`,
          }))}
        />
        <NodeList<JobNode>
          label="Outcome of each node"
          empty={job === null ? "The nodes of the job appear here." : "No node is in this job."}
          items={lists[shown]}
          toItem={(node) => outcomeItem(node, { action, tag }, snapshot)}
        />
      </div>
      {cells.length > 0 && (
        <CellList
          title="By account and region"
          snapshot={snapshot}
          cells={cells.map((cell) => (job === null ? { ...cell, done: null } : cell))}
        />
      )}
      {state.phase === "running" && state.problem !== null && (
        <Notice tone="warning" title={state.problem.title} announce>
          {state.problem.remedy}
        </Notice>
      )}
    </div>
  );
}

const OPTIONS: readonly { value: Shown; words: string }[] = [
  { value: "changing", words: "Changes" },
  { value: "not-done", words: "Not done" },
  { value: "all", words: "All" },
];

function listsOf(nodes: readonly JobNode[], ended: boolean) {
  return { changing: changingNodes(nodes), "not-done": notDone(nodes, ended), all: nodes };
}
