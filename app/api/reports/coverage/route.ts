import { guarded } from "#lib/auth/guard.ts";
import { getConfig } from "#lib/config/config.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { coverageCsv } from "#lib/reports/coverage-csv.ts";
import { readCoverageReport } from "#lib/reports/coverage-head.ts";
import { coverageJson } from "#lib/reports/coverage-json.ts";
import { reportFileName } from "#lib/reports/file-name.ts";
import { noSuchMoment, parseCoverageRequest } from "#lib/reports/report-request.ts";
import { attachment, streamResponse } from "#lib/reports/stream-response.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Coverage as it was known at a moment, as a file. */
export const GET = guarded(async (request) => {
  const now = new Date();
  const asked = parseCoverageRequest(new URL(request.url).searchParams, now);
  if (!asked.ok) return problemResponse(asked.problem);
  const report = await readCoverageReport((await getStore()).db, asked.at, asked.capability, now);
  if (!report.ok) return problemResponse(noSuchMoment(report.before));
  const { head, nodes } = report;
  const name = reportFileName("coverage", asked.at, asked.format);
  if (asked.format === "csv") return streamResponse(coverageCsv(head, nodes, getConfig().tag), attachment(name, "text/csv"));
  return streamResponse(coverageJson(head, nodes), attachment(name, "application/json"));
});
