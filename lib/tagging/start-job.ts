import "server-only";
import { distinctTargets } from "./group-targets.ts";
import type { AddedJob, JobStore } from "./job-store.ts";
import { createMemoryJobStore } from "./memory-job-store.ts";
import { runJob } from "./run-job.ts";
import type { TaggingEstate } from "./tagging-estate.ts";
import type { TaggingRequest } from "./tagging-request.ts";

/** Keeps a job and sets it running; resolves once it is kept. The same idempotency key starts it once. */
export async function startJob(
  estate: TaggingEstate,
  store: JobStore,
  { action, nodes }: TaggingRequest,
  idempotencyKey: string | null,
): Promise<AddedJob> {
  const request = { action, nodes: distinctTargets(nodes) };
  const added = await store.add({ ...request, tag: estate.tag, idempotencyKey });
  if (added.ok && added.isNew) void runJob(estate, store, added.id, request);
  return added;
}

// Next bundles every route by itself; there is one store for all of them.
const memory = globalThis as { cadoReachTaggingJobs?: JobStore };

/** The dashboard's own jobs. */
export function getJobStore(): JobStore {
  memory.cadoReachTaggingJobs ??= createMemoryJobStore();
  return memory.cadoReachTaggingJobs;
}
