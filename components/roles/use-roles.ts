"use client";

import { useEffect, useSyncExternalStore } from "react";
import { ROLES_IDLE, type RolesState, RolesStore } from "./roles-store.ts";

let store: RolesStore | undefined;

/** The page's one copy of the roles. In the browser only. */
export function rolesStore(): RolesStore {
  store ??= new RolesStore();
  return store;
}

/** The roles as they are known now; draws again when that changes. `wanted` asks for them, once for the page. */
export function useRoles(wanted: boolean): RolesState {
  const roles = useSyncExternalStore(subscribe, read, readOnServer);
  useEffect(() => {
    if (wanted && rolesStore().getState().state === "idle") rolesStore().ask();
  }, [wanted]);
  return roles;
}

const subscribe = (listener: () => void) => rolesStore().subscribe(listener);
const read = () => rolesStore().getState();
const readOnServer = () => ROLES_IDLE;
