import "server-only";
import { logAuditHead } from "#lib/audit/log-audit-head.ts";
import { QUEUES } from "#lib/store/queues.ts";
import type { Store } from "#lib/store/store.ts";
import type { JobStore } from "#lib/tagging/job-store.ts";
import { runJob } from "#lib/tagging/run-job.ts";
import type { TaggingEstate } from "#lib/tagging/tagging-estate.ts";

/** Jobs that one server works on at the same time. */
const JOBS_AT_ONCE = 8;
/** Between two looks for a job. */
const LOOK_EVERY_S = 0.5;

/** Takes tagging jobs from the queue of a database, until its queue is stopped. What fails is handed out again. */
export async function workJobs(store: Store, jobs: JobStore, estate: () => Promise<TaggingEstate | undefined>): Promise<void> {
  const options = { pollingIntervalSeconds: LOOK_EVERY_S, localConcurrency: JOBS_AT_ONCE };
  await store.boss.work<{ job: string }>(QUEUES.tagging, options, async (given) => {
    for (const { data } of given) {
      const opened = await estate();
      // The queue hands the job out again in a moment.
      if (opened === undefined) throw new Error("The accounts to work on are not known yet.");
      await runJob(opened, jobs, data.job);
      await logAuditHead(store);
    }
  });
}
