import "server-only";
import type { PgBoss, QueueOptions } from "pg-boss";

/** Names of the queues. */
export const QUEUES = { tagging: "tagging", webhook: "webhook" } as const;

const OPTIONS: Record<keyof typeof QUEUES, QueueOptions> = {
  // A job is never given up. Its worker says every few seconds that it is there; one that does not is taken for dead, and
  // the job goes to the next worker. 24 hours is the longest that pg-boss lets one worker have a job.
  tagging: { retryLimit: 1_000_000, retryDelay: 1, heartbeatSeconds: 10, expireInSeconds: 86_400 },
  webhook: { retryLimit: 1_000 },
};

/** pg-boss looks after dead workers this often, so that a job goes on within half a minute. */
export const SUPERVISION = { superviseIntervalSeconds: 3, monitorIntervalSeconds: 3, maintenanceIntervalSeconds: 3600 } as const;

/** Starts the queue of a database, with every queue in it. */
export async function startQueues(boss: PgBoss): Promise<PgBoss> {
  let isFailing = false;
  boss.on("error", (error) => {
    if (!isFailing) console.error("The queue of jobs waits for the database:", error.message);
    isFailing = true;
  });
  await boss.start();
  for (const [key, name] of Object.entries(QUEUES)) {
    const options = key === "tagging" ? OPTIONS.tagging : OPTIONS.webhook;
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, options);
  }
  return boss;
}
