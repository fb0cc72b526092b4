import "server-only";
import type { StoreDb } from "#lib/store/store.ts";
import { jobCalls } from "./job-calls.ts";
import type { JobHead } from "./job-head.ts";
import { jobLines } from "./job-lines.ts";
import { jsonList } from "./json-list.ts";

/** A job's report as one JSON document, in pieces: the head's members, `calls` and `nodes`. */
export async function* jobJson(db: StoreDb, head: JobHead): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"calls":`;
  yield* jsonList(jobCalls(db, head.job.id));
  yield ',"nodes":';
  yield* jsonList(jobLines(db, head.job.id));
  yield "}\n";
}
