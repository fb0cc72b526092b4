import type { JobSummary } from "#lib/domain/tagging.ts";
import { actorKey, actorName } from "./actor-words.ts";
import { hasFailures, isOpen, jobTitle } from "./job-words.ts";

export const JOB_STATES = ["open", "done", "cancelled"] as const;

export type JobFilter = {
  /** Every word of it has to be somewhere in what the timeline says of the job. */
  text: string;
  /** As `actorKey` makes it; "" for everybody. */
  who: string;
  state: (typeof JOB_STATES)[number] | null;
  /** Only jobs that left a node other than it was to be. */
  failed: boolean;
};

/** The jobs that a filter lets through, in their order. */
export function filterJobs(jobs: readonly JobSummary[], filter: JobFilter): readonly JobSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return jobs.filter(
    (job) =>
      (filter.who === "" || actorKey(job.actor) === filter.who) &&
      (filter.state === null || standingOf(job) === filter.state) &&
      (!filter.failed || hasFailures(job)) &&
      (words.length === 0 || hasWords(job, words)),
  );
}

export function isFiltering({ text, who, state, failed }: JobFilter): boolean {
  return text.trim() !== "" || who !== "" || state !== null || failed;
}

/** Who is behind these jobs, by name; each once. */
export function peopleOf(jobs: readonly JobSummary[]): readonly { key: string; name: string }[] {
  const people = new Map(jobs.map(({ actor }) => [actorKey(actor), personName(actor)]));
  return [...people].map(([key, name]) => ({ key, name })).sort((one, other) => one.name.localeCompare(other.name));
}

function personName(actor: JobSummary["actor"]): string {
  return actor.kind === "script" && actor.name !== "" ? `${actor.name} (script)` : actorName(actor);
}

function standingOf(job: JobSummary): JobFilter["state"] {
  return isOpen(job) ? "open" : job.state === "cancelled" ? "cancelled" : "done";
}

function hasWords(job: JobSummary, words: readonly string[]): boolean {
  const { id, reason, reference, incident, tag, actor } = job;
  const said = [jobTitle(job), id, reason, reference, incident?.owner ?? "", tag.key, tag.value, actorName(actor), actor.from];
  const text = said.join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}
