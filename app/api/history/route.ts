import { guarded } from "#lib/auth/guard.ts";
import { coverageSeries } from "#lib/history/coverage-series.ts";
import { parseHistoryRequest } from "#lib/history/history-request.ts";
import { windowStart } from "#lib/history/window-start.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Coverage over time: of the whole estate, or by account, region or a tag. */
export const GET = guarded(async (request) => {
  const asked = parseHistoryRequest(new URL(request.url).searchParams, new Date());
  if (!asked.ok) return problemResponse(asked.problem);
  const { db } = await getStore();
  const fromMs = asked.fromMs ?? (await windowStart(db, asked.toMs));
  return Response.json(await coverageSeries(db, { ...asked, fromMs }));
});
