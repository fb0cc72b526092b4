import { guarded } from "#lib/auth/guard.ts";
import { getConfig } from "#lib/config/config.ts";
import { changedNodes, compareDates } from "#lib/history/compare-dates.ts";
import { comparisonCsv } from "#lib/history/comparison-csv.ts";
import { notKnownThen, parseComparisonRequest } from "#lib/history/history-request.ts";
import { knownSince } from "#lib/history/known-since.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { reportFileName } from "#lib/reports/file-name.ts";
import { attachment, streamResponse } from "#lib/reports/stream-response.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Nodes of each change that the JSON names; the CSV has all of them. */
const MOST = 1_000;

/** What became of the nodes between two moments. */
export const GET = guarded(async (request) => {
  const asked = parseComparisonRequest(new URL(request.url).searchParams, new Date());
  if (!asked.ok) return problemResponse(asked.problem);
  const { db } = await getStore();
  const since = await knownSince(db);
  if (since === null || asked.fromMs < since) return problemResponse(notKnownThen(since));
  const compared = { ...asked, tag: getConfig().tag };
  if (asked.format === "json") return Response.json(await compareDates(db, compared, MOST));
  const name = reportFileName("comparison", new Date(asked.toMs), "csv");
  return streamResponse(comparisonCsv(compared, changedNodes(db, compared)), attachment(name, "text/csv"));
});
