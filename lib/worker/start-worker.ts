import "server-only";
import { logAuditHead } from "#lib/audit/log-audit-head.ts";
import { recordConfiguration } from "#lib/audit/record-configuration.ts";
import { startRecorder } from "#lib/audit/start-recorder.ts";
import { startHistory } from "#lib/history/start-history.ts";
import { getEstate } from "#lib/inventory/sweep/get-estate.ts";
import { applyRetention } from "#lib/retention/apply-retention.ts";
import { getStore } from "#lib/store/get-store.ts";
import type { Store } from "#lib/store/store.ts";
import { openTaggingEstate } from "#lib/tagging/dashboard-estate.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import type { TaggingEstate } from "#lib/tagging/tagging-estate.ts";
import { watchCoverage } from "#lib/webhooks/watch-coverage.ts";
import { workWebhooks } from "#lib/webhooks/work-webhooks.ts";
import { everySoOften } from "./every-so-often.ts";
import { expireIncidents } from "./expire-incidents.ts";
import { withEveryStore } from "./with-every-store.ts";
import { workJobs } from "./work-jobs.ts";

const LOOK_FOR_DUE_MS = 5_000;
const PLANS_KEPT_MS = 24 * 3_600_000;

/**
 * Everything that goes on whether or not anybody looks: jobs, the end of incidents, webhooks, the coverage history and
 * retention. Nobody waits for it: a database that cannot be opened is tried again until it can.
 */
export function startWorker(): void {
  startRecorder();
  const estate = getEstate();
  watchCoverage(estate, startHistory(estate, getStore), getStore);
  void withEveryStore(begin);
}

async function begin(store: Store): Promise<void> {
  await recordConfiguration(store);
  await logAuditHead(store);
  await workJobs(store, await getJobStore(), findEstate);
  await workWebhooks(store);
  everySoOften(store, LOOK_FOR_DUE_MS, "Looking for incidents that end", async () => {
    await expireIncidents(await getJobStore(), findEstate, new Date());
  });
  everySoOften(store, PLANS_KEPT_MS / 24, "Tidying up", async () => {
    await (await getJobStore()).forgetPlans(new Date(Date.now() - PLANS_KEPT_MS));
    await applyRetention(store, new Date());
  });
}

async function findEstate(): Promise<TaggingEstate | undefined> {
  const opened = await openTaggingEstate();
  return opened.ok ? opened.estate : undefined;
}
