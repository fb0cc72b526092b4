// A server's part of a tagging job, as a process that can be ended at any moment: plans, starts and works on jobs.
// Told what to do, and tells what it did, over the message channel of the process that started it.
import { writeFileSync } from "node:fs";
import { getStore } from "#lib/store/get-store.ts";
import { getJobStore } from "#lib/tagging/get-job-store.ts";
import { jobEvents } from "#lib/tagging/job-events.ts";
import { makePlan } from "#lib/tagging/make-plan.ts";
import { createJobStore } from "#lib/tagging/store/job-store-on.ts";
import { withEveryStore } from "#lib/worker/with-every-store.ts";
import { workJobs } from "#lib/worker/work-jobs.ts";
import type { FromWorker, Moment, ToWorker, WorkerSettings } from "./messages.ts";
import { estateAt } from "./stand-in-estate.ts";

const ACTOR = { kind: "script", name: "check", session: "", from: "" } as const;
/** What a job keeps; the other transactions of a server are no part of it. */
const OF_A_JOB = new Set(["plan", "start", "take", "intend", "answered", "settle", "trouble", "end"]);

const settings: WorkerSettings = JSON.parse(process.env.CADO_REACH_CHECK ?? "{}");
const estate = estateAt(settings.estate, settings.patience);
const seen = new Map<string | undefined, number>();

Object.assign(globalThis, {
  cadoReachOnDurable(name: string, when: "before" | "after") {
    if (!OF_A_JOB.has(name)) return;
    const moment = `${name} ${when}`;
    for (const counted of [moment, undefined]) seen.set(counted, (seen.get(counted) ?? 0) + 1);
    if (settings.tellDurable) tell({ durable: moment });
    if (isNow(settings.endAt, moment)) process.kill(process.pid, "SIGKILL");
    if (isNow(settings.fullAt, moment)) writeFileSync(process.env.CADO_REACH_CHECK_FULL ?? "", "");
  },
});

process.on("message", (message: ToWorker) => {
  void answer(message).then(tell, (error: unknown) => tell({ failed: String(error) }));
});
if (settings.works) void withEveryStore((store) => workJobs(store, createJobStore(store), async () => estate));
await getStore();
tell({ ready: true });

function isNow(wanted: Moment | null, moment: string): boolean {
  if (wanted === null || (wanted.name !== undefined && wanted.name !== moment)) return false;
  return seen.get(wanted.name) === wanted.count;
}

async function answer(message: ToWorker): Promise<FromWorker> {
  if ("follow" in message) {
    void follow(message.follow);
    return { following: message.follow };
  }
  const jobs = await getJobStore();
  if ("plan" in message) {
    const made = await makePlan(jobs, estate, message.plan, ACTOR, new AbortController().signal);
    if (!made.ok) throw new Error(made.problem.title);
    return { planned: made.plan };
  }
  if ("start" in message) {
    const purpose = { reason: "check", reference: "", incident: null, expiryOf: null };
    await jobs.start(message.start, { ...purpose, actor: ACTOR, idempotencyKey: message.start });
    return { started: message.start };
  }
  if ("summary" in message) return { summary: (await jobs.summary(message.summary)) ?? null };
  return { job: (await jobs.find(message.find)) ?? null };
}

/** As the browser does. */
async function follow(id: string): Promise<void> {
  for await (const { trouble, changed } of jobEvents(getJobStore, id, new AbortController().signal)) {
    const verified = changed.filter(({ outcome }) => outcome.state === "verified").map(({ outcome }) => outcome.id);
    tell({ trouble: trouble?.code ?? null, verified });
  }
}

function tell(message: FromWorker): void {
  process.send?.(message);
}
