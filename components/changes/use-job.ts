"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { JOB_UNREAD, JobWatch, type JobWatchState } from "./job-watch.ts";
import { jobApi } from "./jobs-api.ts";

/** One job, followed while it is on screen; read again when one comes back to the tab. Give another screen to another job. */
export function useJob(id: string): { state: JobWatchState; watch: JobWatch } {
  const [watch] = useState(() => new JobWatch({ id, api: jobApi }));
  const state = useSyncExternalStore(watch.subscribe, watch.getState, readOnServer);
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && watch.again();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [watch]);
  return { state, watch };
}

const readOnServer = () => JOB_UNREAD;
