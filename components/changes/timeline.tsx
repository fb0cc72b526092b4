import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { groupByDay } from "./group-by-day.ts";
import { JobEntry } from "./job-entry.tsx";
import { filterJobs, isFiltering, type JobFilter } from "./job-filter.ts";
import { OlderEdge } from "./older-edge.tsx";
import { ProblemRetry } from "./problem-retry.tsx";
import { relationsOf } from "./relations.ts";
import type { TimelineState } from "./timeline-store.ts";
import { useNow } from "./use-now.ts";

export type TimelineProps = {
  timeline: TimelineState;
  filter: JobFilter;
  onClear: () => void;
  onOlder: () => void;
  onUndo: (job: JobSummary) => void;
};

/** Jobs, newest first, day by day. */
export function Timeline({ timeline, filter, onClear, onOlder, onUndo }: TimelineProps) {
  const { jobs, problem, more, older } = timeline;
  const now = useNow(60_000);
  const shown = useMemo(() => filterJobs(jobs ?? [], filter), [jobs, filter]);
  const days = useMemo(() => groupByDay(shown, ({ startedAt }) => startedAt, { now }), [shown, now]);
  const filtering = isFiltering(filter);
  if (jobs === null) return problem === null ? <TimelineSkeleton /> : null;
  if (jobs.length === 0) {
    return (
      <EmptyState title="Nothing was changed yet">
        What is tagged, untagged or undone shows up here, with who did it and why, and can be undone from here.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      {filtering && (
        <p role="status" className="text-ink-2">
          {formatNumber(shown.length)} of the {more ? "latest " : ""}
          {formatCount(jobs.length, "change")} {shown.length === 1 ? "matches" : "match"}.
        </p>
      )}
      {shown.length === 0 && (
        <EmptyState title="No change matches" action={<Button onClick={onClear}>Clear the filter</Button>} className="py-6">
          {more && "Only the latest ones were looked through; older ones may match."}
        </EmptyState>
      )}
      {days.map((day) => (
        <section key={day.key} aria-label={day.title}>
          <h3 className="mb-1.5 text-xs font-semibold text-ink-2">{day.title}</h3>
          <ol className="panel divide-y">
            {day.items.map((job) => (
              <JobEntry key={job.id} job={job} relations={relationsOf(job, jobs)} onUndo={() => onUndo(job)} />
            ))}
          </ol>
        </section>
      ))}
      {typeof older === "object" && <ProblemRetry problem={older} onRetry={onOlder} />}
      {more && typeof older !== "object" && (
        <OlderEdge
          busy={older === "reading"}
          words={filtering ? "Look through older changes" : "Show older changes"}
          // With a filter most pages show little, and the edge would stay in view until everything was read.
          byScrolling={!filtering}
          onOlder={onOlder}
        />
      )}
    </div>
  );
}

function TimelineSkeleton() {
  return (
    <div aria-busy="true">
      <p className="sr-only">Reading the changes.</p>
      <div className="panel divide-y">
        {["w-52", "w-72", "w-60"].map((width) => (
          <div key={width} className="flex flex-col gap-2 px-4 py-3">
            <Skeleton className={width} />
            <Skeleton className="w-40" />
          </div>
        ))}
      </div>
    </div>
  );
}
