import type { TaggingOutcome, TaggingPlan } from "#lib/domain/tagging.ts";
import { foundWords } from "./tag-change-words.ts";
import { allOutcomes, type JobProgress } from "./tagging-flow.ts";
import { resultSentence } from "./tagging-words.ts";

const COLUMNS = ["account", "region", "id", "result", "before", "after", "code", "reason", "request ids"];

/** A job as text for a ticket: what happened in words, then one tab-separated line per node, as spreadsheets take it. */
export function reportText(plan: TaggingPlan, job: JobProgress): string {
  const outcomes = allOutcomes(plan, job);
  const head = [
    resultSentence(plan.action, job, outcomes),
    `${plan.action} ${plan.tag.key}=${plan.tag.value}`,
    `job ${job.id}, ${job.createdAt} to ${job.finishedAt ?? "(not finished)"}`,
  ];
  return [...head, "", COLUMNS.join("\t"), ...outcomes.map((outcome) => line(outcome, plan)), ""].join("\n");
}

function line(outcome: TaggingOutcome, { tag }: TaggingPlan): string {
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

/** Tag values are other people's text: no line breaks, no tabs, and nothing that a spreadsheet takes for a formula. */
function toCell(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}
