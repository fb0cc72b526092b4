import "server-only";
import type { Store } from "#lib/store/store.ts";
import type { JobStore } from "../job-store.ts";
import { askJob } from "./ask-job.ts";
import { takeJob } from "./job-run.ts";
import { changesSince, findJob, findPlan, findSummary, forgetPlans, listJobs, openIncidents, writtenNodes } from "./read-jobs.ts";
import { savePlan } from "./save-plan.ts";
import { startJob } from "./start-job.ts";

/** The jobs that a database keeps. */
export function createJobStore(store: Store): JobStore {
  return {
    savePlan: (plan) => savePlan(store, plan),
    findPlan: (id) => findPlan(store, id),
    start: (id, start) => startJob(store, id, start),
    find: (id) => findJob(store, id),
    summary: (id) => findSummary(store, id),
    list: (page) => listJobs(store, page),
    changesSince: (id, version) => changesSince(store, id, version),
    ask: (id, what, actor) => askJob(store, id, what, actor),
    take: (id) => takeJob(store, id),
    writtenNodes: (id) => writtenNodes(store, id),
    dueIncidents: (now) => openIncidents(store, now),
    openIncidents: () => openIncidents(store),
    forgetPlans: (before) => forgetPlans(store, before),
  };
}
