import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { StatusMark } from "#components/ui/status-mark.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { ActorText } from "./actor-text.tsx";
import { jobActions } from "./job-actions.ts";
import { isOpen, jobTitle, resultWords, settled, stateMark } from "./job-words.ts";
import { PurposeText } from "./purpose-text.tsx";
import { RelationText } from "./relation-text.tsx";
import { isUndone, type Relations } from "./relations.ts";

export type JobEntryProps = { job: JobSummary; relations: Relations; onUndo: () => void };

/** A job on the timeline: what, who, why, and what came of it. */
export function JobEntry({ job, relations, onUndo }: JobEntryProps) {
  const open = isOpen(job);
  const mark = stateMark(job);
  const href = `/changes/${encodeURIComponent(job.id)}`;
  const { undo } = jobActions(job, { undone: isUndone(relations.undoneBy) });
  return (
    <li className="grid grid-cols-1 gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[4.25rem_minmax(0,1fr)_auto]">
      <p className="text-ink-3 max-sm:order-2 max-sm:hidden">
        <LocalTime at={job.startedAt} show="clock" />
      </p>
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link href={href} className="font-semibold hover:underline">
            {jobTitle(job)}
          </Link>
          <StatusMark tone={mark.tone}>{mark.word}</StatusMark>
          <span className="text-ink-3 sm:hidden">
            <LocalTime at={job.startedAt} show="clock" />
          </span>
        </p>
        <p className="text-ink-2">
          <ActorText actor={job.actor} />
        </p>
        {(job.reason !== "" || job.reference !== "") && (
          <p>
            <PurposeText {...job} />
          </p>
        )}
        <p className="text-ink-2">{resultWords(job.counts)}</p>
        {job.trouble !== null && open && <p className="text-tag [overflow-wrap:anywhere]">{job.trouble.title}</p>}
        <div className="text-ink-2">
          <RelationText {...relations} />
        </div>
        {open && (
          <div className="mt-1 flex items-center gap-3">
            <ProgressBar label={`Progress of: ${jobTitle(job)}`} value={settled(job)} max={job.total} className="max-w-80" />
            <span className="shrink-0 text-ink-2">
              {formatNumber(settled(job))} of {formatNumber(job.total)}
            </span>
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-1.5 sm:justify-end">
        {undo && (
          <Button size="sm" onClick={onUndo} aria-label={`Undo: ${jobTitle(job)}`}>
            Undo…
          </Button>
        )}
        {!open && (
          <a
            href={`/reports/jobs/${encodeURIComponent(job.id)}`}
            target="_blank"
            rel="noreferrer"
            aria-label={`Report of: ${jobTitle(job)}`}
            className={buttonClass({ variant: "ghost", size: "sm" })}
          >
            Report
          </a>
        )}
        {open && (
          <Link href={href} className={buttonClass({ size: "sm" })}>
            Follow
          </Link>
        )}
      </div>
    </li>
  );
}
