import "server-only";
import { getSettings } from "#lib/settings.ts";
import { openPglite } from "./open-pglite.ts";
import { openPostgres } from "./open-postgres.ts";
import type { Store } from "./store.ts";
import { type StoreError, toStoreError } from "./store-error.ts";
import { noteHealth } from "./store-health.ts";
import type { OnDurable } from "./transact.ts";

// Next bundles every route by itself; there is one database for all of them.
const memory = globalThis as {
  cadoReachStore?: { opening: Promise<Store>; store: Store | null } | undefined;
  /** Set by crash tests before anything is opened. */
  cadoReachOnDurable?: OnDurable;
};

/**
 * The dashboard's own database, as settings say: opened and migrated once, by whoever asks first. Rejects with StoreError
 * where that cannot be done; the next call tries again.
 */
export function getStore(): Promise<Store> {
  const known = memory.cadoReachStore;
  if (known !== undefined) return known.opening;
  const entry: NonNullable<typeof memory.cadoReachStore> = { store: null, opening: open() };
  memory.cadoReachStore = entry;
  entry.opening = entry.opening.then(
    (store) => {
      entry.store = store;
      noteHealth(null);
      return store;
    },
    (error: unknown) => {
      forget(entry);
      const failure = toStoreError(error);
      if (failure) noteHealth(failure);
      throw failure ?? error;
    },
  );
  return entry.opening;
}

/** True while this is the database in use; one that failed for good is replaced by another. */
export function isOpenStore(store: Store): boolean {
  return memory.cadoReachStore?.store === store;
}

function open(): Promise<Store> {
  const { databaseUrl, dataDir } = getSettings();
  const options = { onDurable: memory.cadoReachOnDurable, onFailure };
  return databaseUrl === null ? openPglite(dataDir, options) : openPostgres(databaseUrl, options);
}

/**
 * A server that went away is asked again over new connections. An embedded database whose engine ended itself is given
 * up, and the next call opens the directory anew and recovers it.
 */
function onFailure({ problem }: StoreError): void {
  const entry = memory.cadoReachStore;
  if (entry?.store?.kind !== "pglite" || problem.code !== "store-failed") return;
  const { store } = entry;
  forget(entry);
  closing = closing.then(() => store.close()).catch(() => undefined);
}

let closing: Promise<void> = Promise.resolve();

function forget(entry: typeof memory.cadoReachStore): void {
  if (memory.cadoReachStore === entry) memory.cadoReachStore = undefined;
}
