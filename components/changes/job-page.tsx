"use client";

import { useEffect, useMemo, useState } from "react";
import { useEstate } from "#components/estate/use-estate.ts";
import { CellList } from "#components/tagging/cell-list.tsx";
import { changingNodes, jobNodes, notDone } from "#components/tagging/job-nodes.ts";
import { progressByCell } from "#components/tagging/progress-by-cell.ts";
import { ReasonList } from "#components/tagging/reason-list.tsx";
import type { TaggingWish } from "#components/tagging/tagging-flow.ts";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { StatusMark } from "#components/ui/status-mark.tsx";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { isSignedOut } from "./ask-server.ts";
import { JobFacts } from "./job-facts.tsx";
import { JobNodes } from "./job-nodes.tsx";
import { JobOrders } from "./job-orders.tsx";
import { JobRecords } from "./job-records.tsx";
import { JobStanding } from "./job-standing.tsx";
import { JobTagging } from "./job-tagging.tsx";
import type { JobWatch, JobWatchState } from "./job-watch.ts";
import { isOpen, jobTitle, stateMark } from "./job-words.ts";
import { ProblemRetry } from "./problem-retry.tsx";
import { relationsOf } from "./relations.ts";
import { timelineStore, useTimeline } from "./use-timeline.ts";

export type JobPageProps = Omit<Extract<JobWatchState, { phase: "shown" }>, "phase"> & {
  watch: JobWatch;
  policy: PolicyInForce;
};

/** A job that was read, from its headline down to what the record holds of it. */
export function JobPage({ job, cut, wish, refusal, watch, policy }: JobPageProps) {
  const { snapshot } = useEstate();
  const { jobs } = useTimeline();
  const [tagging, setTagging] = useState<TaggingWish | null>(null);
  const open = isOpen(job);
  const title = jobTitle(job);
  const mark = stateMark(job);
  const relations = relationsOf(job, jobs ?? []);
  const nodes = useMemo(() => jobNodes(null, job), [job]);
  const cells = useMemo(() => (open ? progressByCell(changingNodes(nodes)) : []), [nodes, open]);
  const problems = useMemo(() => notDone(nodes, !open).flatMap(({ outcome }) => outcome?.problem ?? []), [nodes, open]);

  useEffect(() => {
    document.title = `${title} · Cado Reach`;
  }, [title]);

  return (
    <>
      <header className="flex flex-col gap-3">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="text-xl font-semibold">{title}</h1>
          <StatusMark tone={mark.tone}>{mark.word}</StatusMark>
        </div>
        <JobStanding job={job} undoneBy={relations.undoneBy} />
        {cut !== null &&
          (isSignedOut(cut) ? (
            <ProblemRetry problem={cut} onRetry={watch.again} />
          ) : (
            <Notice tone="warning" title={cut.title} announce>
              {cut.remedy} What is below is from before.
            </Notice>
          ))}
        {refusal !== null && <ProblemNotice problem={refusal} announce />}
        <JobOrders job={job} undoneBy={relations.undoneBy} wish={wish} onAsk={watch.ask} onTagging={setTagging} />
      </header>
      <JobFacts job={job} relations={relations} />
      {problems.length > 0 && (
        <section aria-labelledby="reasons">
          <h2 id="reasons" className="mb-2 text-base font-semibold">
            Not done, and why
          </h2>
          <ReasonList problems={problems} />
        </section>
      )}
      {cells.length > 0 && <CellList title="By account and region" snapshot={snapshot} cells={cells} />}
      <JobNodes nodes={nodes} job={job} snapshot={snapshot} />
      <JobRecords job={job.id} tag={job.tag} version={`${job.state} ${job.finishedAt ?? ""}`} />
      {tagging !== null && (
        <JobTagging
          wish={tagging}
          policy={policy}
          onClose={() => setTagging(null)}
          onChanged={() => {
            watch.again();
            timelineStore().refresh();
          }}
        />
      )}
    </>
  );
}
