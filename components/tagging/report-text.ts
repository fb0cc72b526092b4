import type { JobSummary, TaggingOutcome } from "#lib/domain/tagging.ts";
import { foundWords } from "./tag-change-words.ts";
import { resultSentence } from "./tagging-words.ts";

const COLUMNS = ["account", "region", "id", "result", "before", "after", "code", "problem", "request ids"];

/** A job as text for a ticket: what happened in words, then one tab-separated line per node, as spreadsheets take it. */
export function reportText(job: JobSummary, outcomes: readonly TaggingOutcome[]): string {
  const head = [
    resultSentence(job, outcomes),
    `${job.action} ${job.tag.key}=${job.tag.value}`,
    ...(job.undoOf === null ? [] : [`undoes job ${job.undoOf}`]),
    `job ${job.id}, ${job.startedAt} to ${job.finishedAt ?? "(not finished)"}`,
    `by ${toCell(job.actor.name) || "(no name given)"}: ${toCell(job.reason)}`,
    ...(job.reference === "" ? [] : [`reference ${toCell(job.reference)}`]),
    ...(job.incident === null ? [] : [`incident of ${toCell(job.incident.owner)}, until ${job.incident.expiresAt}`]),
  ];
  return [...head, "", COLUMNS.join("\t"), ...outcomes.map((outcome) => line(outcome, job)), ""].join("\n");
}

function line(outcome: TaggingOutcome, { tag }: JobSummary): string {
  const { account, region, id, state, before, after, problem, requestIds } = outcome;
  const cells = [
    account,
    region,
    id,
    state,
    before === null ? "" : foundWords(before.found, tag),
    after === null ? "" : foundWords(after.found, tag),
    problem?.code ?? "",
    problem?.title ?? "",
    requestIds.join(" "),
  ];
  return cells.map(toCell).join("\t");
}

/** Tag values and names are other people's text: no line breaks, no tabs, and nothing that a spreadsheet takes for a formula. */
function toCell(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}
