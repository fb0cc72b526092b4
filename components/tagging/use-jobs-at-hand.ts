"use client";

import { useSyncExternalStore } from "react";
import { askServer } from "#components/changes/ask-server.ts";
import { timelineApi } from "#components/changes/jobs-api.ts";
import { type JobsAtHand, JobsAtHandStore } from "./jobs-at-hand.ts";

let store: JobsAtHandStore | undefined;

/** The page's one look at what goes on. In the browser only. */
export function jobsAtHandStore(): JobsAtHandStore {
  store ??= new JobsAtHandStore({
    list: timelineApi.list,
    incidents: timelineApi.incidents,
    find: (id) => askServer(`/api/tagging/jobs/${encodeURIComponent(id)}`),
  });
  return store;
}

/** What goes on just now; draws again when that changes. */
export function useJobsAtHand(): JobsAtHand {
  return useSyncExternalStore(subscribe, read, readOnServer);
}

const NOTHING: JobsAtHand = { running: [], incidents: [] };
const subscribe = (listener: () => void) => jobsAtHandStore().subscribe(listener);
const read = () => jobsAtHandStore().getState();
const readOnServer = () => NOTHING;
