import { requireSession } from "#lib/auth/require-session.ts";
import { getConfig } from "#lib/config/config.ts";
import { readCoverageReport } from "#lib/reports/coverage-head.ts";
import { coveragePage } from "#lib/reports/coverage-page.ts";
import { pageResponse } from "#lib/reports/page-response.ts";
import { noSuchMoment, parseCoverageRequest } from "#lib/reports/report-request.ts";
import { getStore } from "#lib/store/get-store.ts";

/** Coverage at a moment, to be printed. */
export async function GET(request: Request): Promise<Response> {
  await requireSession();
  return pageResponse(async () => {
    const now = new Date();
    const asked = parseCoverageRequest(new URL(request.url).searchParams, now);
    if (!asked.ok) return asked;
    const report = await readCoverageReport((await getStore()).db, asked.at, asked.capability, now);
    if (!report.ok) return { ok: false, problem: noSuchMoment(report.before) };
    const { head, nodes } = report;
    return { ok: true, pieces: (nonce) => coveragePage(head, nodes, getConfig().tag, nonce) };
  });
}
