"use client";

import { useMemo, useState } from "react";
import type { TaggingWish } from "#components/tagging/tagging-flow.ts";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { AuditHead } from "./audit-head.tsx";
import { type JobFilter, peopleOf } from "./job-filter.ts";
import { JobTagging } from "./job-tagging.tsx";
import { OpenIncidents } from "./open-incidents.tsx";
import { ProblemRetry } from "./problem-retry.tsx";
import { Timeline } from "./timeline.tsx";
import { TimelineFilter } from "./timeline-filter.tsx";
import { useChangesUrl } from "./use-changes-url.ts";
import { timelineStore, useTimeline } from "./use-timeline.ts";

const HistoryPanel = onDemand(() => import("#components/history/history-panel.tsx").then((file) => file.HistoryPanel));

export type ChangesScreenProps = {
  /** The policy in force, for what an undo means to Cado. */
  policy: PolicyInForce;
};

/** What was changed, by whom and why; what ends soon; how coverage went. */
export function ChangesScreen({ policy }: ChangesScreenProps) {
  const timeline = useTimeline();
  const [url, setUrl] = useChangesUrl();
  const [wish, setWish] = useState<TaggingWish | null>(null);
  const filter = useMemo(
    (): JobFilter => ({ text: url.q, who: url.who, state: url.state, failed: url.failed }),
    [url.q, url.who, url.state, url.failed],
  );
  const people = useMemo(() => peopleOf(timeline.jobs ?? []), [timeline.jobs]);
  const store = timelineStore();
  const undo = ({ id }: JobSummary) => setWish({ action: "undo", job: id });
  const clear = () => void setUrl({ q: null, who: null, state: null, failed: null });
  const latest = timeline.jobs?.[0];

  return (
    <div className="mx-auto flex w-full max-w-[72rem] flex-col gap-7 px-3 py-5 sm:px-6">
      <header>
        <h1 className="text-xl font-semibold">Changes</h1>
        <p className="mt-0.5 max-w-prose text-ink-2">Who changed which tags, when and why, what came of it, and the way back.</p>
      </header>
      {timeline.problem !== null && <ProblemRetry problem={timeline.problem} onRetry={store.refresh} />}
      {timeline.incidents !== null && <OpenIncidents jobs={timeline.incidents} onTakeBack={undo} />}
      <HistoryPanel />
      <section aria-labelledby="timeline" className="flex flex-col gap-3">
        <h2 id="timeline" className="text-base font-semibold">
          Timeline
        </h2>
        {timeline.jobs !== null && timeline.jobs.length > 0 && (
          <TimelineFilter
            filter={filter}
            people={people}
            onChange={({ text, ...change }) => void setUrl({ ...change, ...(text !== undefined && { q: text }) })}
            onClear={clear}
          />
        )}
        <Timeline timeline={timeline} filter={filter} onClear={clear} onOlder={() => void store.showOlder()} onUndo={undo} />
      </section>
      <AuditHead version={`${latest?.id ?? ""} ${latest?.state ?? ""} ${latest?.finishedAt ?? ""}`} />
      {wish !== null && <JobTagging wish={wish} policy={policy} onClose={() => setWish(null)} onChanged={store.refresh} />}
    </div>
  );
}
