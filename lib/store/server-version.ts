import "server-only";
import { StoreError } from "./store-error.ts";

const OLDEST_VERSION = 15;

/** Throws StoreError for a server that is too old for our tables. `number` is its `server_version_num`: 150004 is 15.4. */
export function refuseOldServer(number: string): void {
  const version = Math.floor(Number(number) / 10_000);
  if (version >= OLDEST_VERSION) return;
  const title = `The database server is PostgreSQL ${version}; Cado Reach needs ${OLDEST_VERSION} or newer.`;
  throw new StoreError("store-too-old", title, "Upgrade the server, or name another one in DATABASE_URL.");
}
