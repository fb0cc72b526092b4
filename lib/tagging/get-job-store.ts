import "server-only";
import { getStore } from "#lib/store/get-store.ts";
import type { Store } from "#lib/store/store.ts";
import type { JobStore } from "./job-store.ts";
import { createJobStore } from "./store/job-store-on.ts";

const stores = new WeakMap<Store, JobStore>();

/** The dashboard's own jobs. Rejects with a StoreError where the database cannot be opened. */
export async function getJobStore(): Promise<JobStore> {
  const store = await getStore();
  const known = stores.get(store) ?? createJobStore(store);
  stores.set(store, known);
  return known;
}
