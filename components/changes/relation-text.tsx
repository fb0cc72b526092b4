import Link from "next/link";
import { LocalTime } from "#components/ui/local-time.tsx";
import { actorName } from "./actor-words.ts";
import { isOpen, jobTitle } from "./job-words.ts";
import type { Relation, Relations } from "./relations.ts";

/** What a job undoes, and what undoes it, in words with links. */
export function RelationText({ undoes, undoneBy }: Relations) {
  return (
    <>
      {undoes !== null && (
        <p>
          Undoes <RelatedJob {...undoes} />
        </p>
      )}
      {undoneBy !== null && (
        <p>
          {undoneBy.job !== null && isOpen(undoneBy.job) ? "Being undone by " : "Undone by "}
          <RelatedJob {...undoneBy} />
        </p>
      )}
    </>
  );
}

function RelatedJob({ id, job }: Relation) {
  return (
    <Link href={`/changes/${encodeURIComponent(id)}`} className="text-accent-text hover:underline">
      {job === null ? (
        <>
          change <span className="ident">{id.slice(0, 8)}</span>
        </>
      ) : (
        <>
          “{jobTitle(job)}”, <bdi>{actorName(job.actor)}</bdi>, <LocalTime at={job.startedAt} show="full" />
        </>
      )}
    </Link>
  );
}
