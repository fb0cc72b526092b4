"use client";

import { useSyncExternalStore } from "react";
import { noTexts } from "./role-texts.ts";
import { type RoleTextsState, RoleTextsStore } from "./role-texts-store.ts";

let store: RoleTextsStore | undefined;

/** The tab's one store of pasted policies. In the browser only. */
export function roleTextsStore(): RoleTextsStore {
  store ??= new RoleTextsStore(tabStorage());
  return store;
}

/** The pasted policies as they are now; draws again when they change. */
export function useRoleTexts(): RoleTextsState {
  return useSyncExternalStore(subscribe, read, readOnServer);
}

const NOTHING: RoleTextsState = { ...noTexts(), kept: true };

const subscribe = (listener: () => void) => roleTextsStore().subscribe(listener);
const read = () => roleTextsStore().getState();
const readOnServer = () => NOTHING;

/** Reading the property alone throws where the reader's browser forbids storage. */
function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
