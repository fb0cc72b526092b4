"use client";

import { useSyncExternalStore } from "react";
import { type EstateState, EstateStore, NOTHING_YET } from "./estate-store.ts";

let store: EstateStore | undefined;

/** The page's one copy of the estate. In the browser only: on the server there is none, and nothing to follow. */
export function estateStore(): EstateStore {
  store ??= new EstateStore();
  return store;
}

/** The estate as it is now; draws again when it changes. Every screen that calls it shares one stream. */
export function useEstate(): EstateState {
  return useSyncExternalStore(subscribe, read, readOnServer);
}

// The stream need not wait until the page has come to life around it.
if (typeof document !== "undefined") estateStore().begin();

const subscribe = (listener: () => void) => estateStore().subscribe(listener);
const read = () => estateStore().getState();
const readOnServer = () => NOTHING_YET;
