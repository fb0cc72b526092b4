import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { LocalTime } from "#components/ui/local-time.tsx";
import type { Incident, JobSummary } from "#lib/domain/tagging.ts";
import { expiryWords, isOverdue } from "./expiry-words.ts";
import { heldWords } from "./job-words.ts";
import { PurposeText } from "./purpose-text.tsx";
import { useNow } from "./use-now.ts";

export type OpenIncidentsProps = { jobs: readonly JobSummary[]; onTakeBack: (job: JobSummary) => void };

/** What ends by itself, the soonest first. Nothing is drawn where nothing does. */
export function OpenIncidents({ jobs, onTakeBack }: OpenIncidentsProps) {
  const now = useNow();
  const open = jobs.flatMap((job) => (job.incident === null ? [] : [{ job, incident: job.incident }]));
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="open-incidents">
      <h2 id="open-incidents" className="mb-2 text-base font-semibold">
        Reach that ends by itself
      </h2>
      <ul className="panel divide-y">
        {open.map(({ job, incident }) => (
          <OpenIncident key={job.id} job={job} incident={incident} now={now} onTakeBack={() => onTakeBack(job)} />
        ))}
      </ul>
    </section>
  );
}

type OpenIncidentProps = { job: JobSummary; incident: Incident; now: number; onTakeBack: () => void };

function OpenIncident({ job, incident, now, onTakeBack }: OpenIncidentProps) {
  const overdue = isOverdue(incident.expiresAt, now);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">
          <Link href={`/changes/${encodeURIComponent(job.id)}`} className="hover:underline">
            Reach on {heldWords(job)}
          </Link>{" "}
          <span className={classNames(overdue ? "text-danger" : "text-tag")}>{expiryWords(incident.expiresAt, now)}</span>
          <span className="font-normal text-ink-2">
            , <LocalTime at={incident.expiresAt} show="full" />
          </span>
        </p>
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          <bdi className="font-medium text-ink">{incident.owner}</bdi> answers for it. <PurposeText {...job} />
        </p>
        {overdue && (
          <p className="text-ink-2">
            {job.undoneBy === null ? "It is about to be taken back." : "It is being taken back."}{" "}
            {job.undoneBy !== null && (
              <Link href={`/changes/${encodeURIComponent(job.undoneBy)}`} className="text-accent-text hover:underline">
                See how far that is
              </Link>
            )}
          </p>
        )}
      </div>
      <Button size="sm" onClick={onTakeBack}>
        Take back now…
      </Button>
    </li>
  );
}
