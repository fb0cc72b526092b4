import { requireSession } from "#lib/auth/require-session.ts";
import { readJobHead } from "#lib/reports/job-head.ts";
import { jobPage } from "#lib/reports/job-page.ts";
import { pageResponse } from "#lib/reports/page-response.ts";
import { noSuchJobReport, parseJobRequest } from "#lib/reports/report-request.ts";
import { getStore } from "#lib/store/get-store.ts";

type Context = { params: Promise<{ id: string }> };

/** The change record of a job, to be printed. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await requireSession();
  return pageResponse(async () => {
    const asked = parseJobRequest((await params).id, new URL(request.url).searchParams);
    if (!asked.ok) return asked;
    const store = await getStore();
    const head = await readJobHead(store, asked.id, new Date());
    if (head === undefined) return { ok: false, problem: noSuchJobReport() };
    return { ok: true, pieces: (nonce) => jobPage(store.db, head, nonce) };
  });
}
