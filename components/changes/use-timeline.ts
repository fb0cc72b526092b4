"use client";

import { useEffect, useSyncExternalStore } from "react";
import { timelineApi } from "./jobs-api.ts";
import { NO_TIMELINE, type TimelineState, TimelineStore } from "./timeline-store.ts";

let store: TimelineStore | undefined;

/** The page's one timeline. In the browser only; kept while one goes from screen to screen. */
export function timelineStore(): TimelineStore {
  store ??= new TimelineStore(timelineApi);
  return store;
}

/** The timeline as it is known now; read again by itself while it is in view, and at once when one comes back to the tab. */
export function useTimeline(): TimelineState {
  const timeline = useSyncExternalStore(subscribe, read, readOnServer);
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && timelineStore().refresh();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, []);
  return timeline;
}

const subscribe = (listener: () => void) => timelineStore().subscribe(listener);
const read = () => timelineStore().getState();
const readOnServer = () => NO_TIMELINE;
