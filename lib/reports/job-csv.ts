import "server-only";
import type { StoreDb } from "#lib/store/store.ts";
import type { JobHead } from "./job-head.ts";
import { type JobLine, jobLines } from "./job-lines.ts";
import { csvLines } from "./report-csv.ts";
import { tagWords } from "./tag-words.ts";

const COLUMNS = [
  "job",
  "action",
  "account",
  "region",
  "id",
  "name",
  "result",
  "before",
  "after",
  "ended at",
  "code",
  "reason",
  "request ids",
  "run command",
  "port forwarding",
  "reach since",
];

/** A job's nodes as CSV (report-csv.ts), in the order of the request, in pieces. Times are UTC. */
export async function* jobCsv(db: StoreDb, { job }: JobHead): AsyncGenerator<string> {
  yield csvLines([COLUMNS]);
  for await (const lines of jobLines(db, job.id)) {
    yield csvLines(lines.map((line) => [job.id, job.action, ...toCells(line)]));
  }
}

function toCells({ account, region, id, name, state, before, after, endedAt, problem, requestIds, reach }: JobLine) {
  const reason = problem === null ? ["", ""] : [problem.code, problem.title];
  const stands = reach === null ? ["", "", ""] : [reach.runCommand, reach.portForwarding, reach.since];
  const change = [tagWords(before), tagWords(after), endedAt ?? ""];
  return [account, region, id, name, state, ...change, ...reason, requestIds.join(" "), ...stands];
}
