"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { AuditRecord } from "#lib/domain/audit.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { actorName } from "./actor-words.ts";
import { MOST_RECORDS, readJobAudit } from "./audit-api.ts";
import { auditWords } from "./audit-words.ts";
import { ProblemRetry } from "./problem-retry.tsx";
import { useAnswer } from "./use-answer.ts";

export type JobRecordsProps = {
  job: string;
  tag: TagSpec;
  /** Another text whenever there may be new records. */
  version: string;
};

const FIRST_RECORDS = 100;

/** What the audit record holds of a job; read when somebody opens it. */
export function JobRecords({ job, tag, version }: JobRecordsProps) {
  const [open, setOpen] = useState(false);
  const [limit, setLimit] = useState(FIRST_RECORDS);
  const { asked, again } = useAnswer(open ? `${job} ${version} ${limit}` : null, (signal) => readJobAudit(job, limit, signal));
  return (
    <details className="panel" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="px-4 py-2.5 font-medium">In the audit record</summary>
      {open && (
        <div className="flex flex-col gap-2 border-t px-4 py-3">
          {asked.state === "asking" && <p className="text-ink-2">Reading the record.</p>}
          {asked.state === "failed" && <ProblemRetry problem={asked.problem} onRetry={again} />}
          {asked.state === "answered" && (
            <>
              <Records records={asked.value.records} tag={tag} />
              {asked.value.records.length >= limit &&
                (limit < MOST_RECORDS ? (
                  <Button className="self-start" onClick={() => setLimit(MOST_RECORDS)}>
                    Show more
                  </Button>
                ) : (
                  <p className="text-ink-2">These are the first {formatCount(limit, "record")}. The report has all of them.</p>
                ))}
            </>
          )}
        </div>
      )}
    </details>
  );
}

function Records({ records, tag }: { records: readonly AuditRecord[]; tag: TagSpec }) {
  if (records.length === 0) return <p className="text-ink-2">The record holds nothing of this job.</p>;
  return (
    <ScrollRegion aria-label="Records of the job" className="max-h-96">
      <ol className="flex flex-col gap-1.5">
        {records.map(({ seq, at, entry, hash }) => (
          <li key={seq} className="flex flex-wrap items-center gap-x-3 text-xs text-ink-2">
            <span className="text-ink-3 tabular-nums">{formatNumber(seq)}</span>
            <LocalTime at={at} show="clock" />
            <span className="min-w-0 flex-1 basis-64 text-ink [overflow-wrap:anywhere]">
              <bdi>{auditWords(entry, tag)}</bdi> <span className="text-ink-3">{actorName(entry.actor)}</span>
            </span>
            <span className="flex items-center">
              <span className="ident text-ink-3">{hash.slice(0, 8)}…</span>
              <CopyButton iconOnly text={hash} label={`Copy the hash of record ${seq}`} />
            </span>
          </li>
        ))}
      </ol>
    </ScrollRegion>
  );
}
