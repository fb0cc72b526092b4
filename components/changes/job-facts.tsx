import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import type { JobSummary } from "#lib/domain/tagging.ts";
import { ActorText } from "./actor-text.tsx";
import { PurposeText } from "./purpose-text.tsx";
import { RelationText } from "./relation-text.tsx";
import type { Relations } from "./relations.ts";

export type JobFactsProps = { job: JobSummary; relations: Relations };

/** Why, who, when, and what it has to do with other jobs. */
export function JobFacts({ job, relations }: JobFactsProps) {
  const { tag, incident } = job;
  return (
    <dl className="panel grid gap-x-8 gap-y-2.5 px-4 py-3 sm:grid-cols-2">
      <Fact name="Why">
        {job.reason === "" && job.reference === "" ? (
          <span className="text-ink-3">No reason was given</span>
        ) : (
          <PurposeText {...job} />
        )}
      </Fact>
      <Fact name="Who">
        <ActorText actor={job.actor} />
      </Fact>
      <Fact name="When">
        <LocalTime at={job.startedAt} show="full" />
        {job.finishedAt !== null && (
          <>
            {" "}
            to <LocalTime at={job.finishedAt} show={isSameDay(job.startedAt, job.finishedAt) ? "clock" : "full"} />
          </>
        )}
      </Fact>
      <Fact name="Tag">
        <span className="ident [overflow-wrap:anywhere]">
          {tag.key}={tag.value}
        </span>
      </Fact>
      {incident !== null && (
        <Fact name="Incident">
          <bdi className="[overflow-wrap:anywhere]">{incident.owner}</bdi> answers for it, until{" "}
          <LocalTime at={incident.expiresAt} show="full" />
        </Fact>
      )}
      {(relations.undoes !== null || relations.undoneBy !== null) && (
        <Fact name="Undo">
          <RelationText {...relations} />
        </Fact>
      )}
      <Fact name="Id">
        <span className="flex min-w-0 items-center gap-1">
          <span className="ident min-w-0 [overflow-wrap:anywhere]">{job.id}</span>
          <CopyButton iconOnly text={job.id} label="Copy the id of the job" />
        </span>
      </Fact>
    </dl>
  );
}

/** By the reader's calendar. */
function isSameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-baseline gap-x-3">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
