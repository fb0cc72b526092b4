import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { reportFileName } from "#lib/reports/file-name.ts";
import { jobCsv } from "#lib/reports/job-csv.ts";
import { readJobHead } from "#lib/reports/job-head.ts";
import { jobJson } from "#lib/reports/job-json.ts";
import { noSuchJobReport, parseJobRequest } from "#lib/reports/report-request.ts";
import { attachment, streamResponse } from "#lib/reports/stream-response.ts";
import { getStore } from "#lib/store/get-store.ts";

type Context = { params: Promise<{ id: string }> };

/** The change record of a job, as a file. */
export const GET = guarded(async (request, { params }: Context) => {
  const asked = parseJobRequest((await params).id, new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  const store = await getStore();
  const head = await readJobHead(store, asked.id, new Date());
  if (head === undefined) return problemResponse(noSuchJobReport());
  const name = reportFileName(`job-${asked.id.slice(0, 8)}`, new Date(head.job.startedAt), asked.format);
  if (asked.format === "csv") return streamResponse(jobCsv(store.db, head), attachment(name, "text/csv"));
  return streamResponse(jobJson(store.db, head), attachment(name, "application/json"));
});
