import "server-only";
import { getSettings } from "#lib/settings.ts";
import { openPglite } from "./open-pglite.ts";
import { openPostgres } from "./open-postgres.ts";
import type { Store } from "./store.ts";
import { type StoreError, toStoreError } from "./store-error.ts";
import { noteHealth } from "./store-health.ts";
import type { OnDurable } from "./transact.ts";

type Opened = { opening: Promise<Store>; store: Store | null };

// Next bundles every route by itself; there is one database for all of them.
const memory = globalThis as {
  cadoReachStore?: Opened | undefined;
  /** Settles once an embedded database that was given up has let go of its directory. */
  cadoReachStoreClosing?: Promise<void>;
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
  const entry: Opened = { store: null, opening: Promise.resolve().then(() => openFor(entry)) };
  memory.cadoReachStore = entry;
  return entry.opening;
}

/** True while this is the database in use; one that failed for good is replaced by another. */
export function isOpenStore(store: Store): boolean {
  return memory.cadoReachStore?.store === store;
}

async function openFor(entry: Opened): Promise<Store> {
  try {
    await memory.cadoReachStoreClosing;
    entry.store = await open(entry);
    noteHealth(null);
    return entry.store;
  } catch (error) {
    forget(entry);
    const failure = toStoreError(error);
    if (failure) noteHealth(failure);
    throw failure ?? error;
  }
}

function open(entry: Opened): Promise<Store> {
  const { databaseUrl, dataDir } = getSettings();
  const options = { onDurable: memory.cadoReachOnDurable, onFailure: (failure: StoreError) => onFailure(entry, failure) };
  return databaseUrl === null ? openPglite(dataDir, options) : openPostgres(databaseUrl, options);
}

/**
 * A server that went away is asked again over new connections. An embedded database whose engine ended itself is given
 * up, and the next call opens the directory anew and recovers it.
 */
function onFailure(entry: Opened, { problem }: StoreError): void {
  const { store } = entry;
  if (store?.kind !== "pglite" || problem.code !== "store-failed" || memory.cadoReachStore !== entry) return;
  forget(entry);
  memory.cadoReachStoreClosing = store.close().catch(() => undefined);
}

function forget(entry: Opened): void {
  if (memory.cadoReachStore === entry) memory.cadoReachStore = undefined;
}
