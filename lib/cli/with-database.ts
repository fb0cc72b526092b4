import { existsSync } from "node:fs";
import { join } from "node:path";
import { getSettings } from "#lib/settings.ts";
import { getStore } from "#lib/store/get-store.ts";
import { MIGRATIONS } from "#lib/store/migrations-folder.ts";
import type { Store } from "#lib/store/store.ts";
import { toStoreError } from "#lib/store/store-error.ts";
import { problemLine, UsageError } from "./usage-error.ts";

type DatabaseOptions = {
  /** Whether a database is made where there is none. */
  mayMake?: boolean;
  /** What to do where a running dashboard has it. */
  locked?: string;
};

/** Does something with the dashboard's database, and closes it. Throws UsageError where there is none, or it cannot be had. */
export async function withDatabase<T>(
  work: (store: Store) => Promise<T>,
  { mayMake = false, locked = LOCKED }: DatabaseOptions = {},
): Promise<T> {
  const { databaseUrl, dataDir } = getSettings();
  if (!existsSync(MIGRATIONS)) {
    throw new UsageError("Run this in the folder of Cado Reach, or name the file of an export");
  }
  // Opening it would make an empty one, which says nothing.
  if (!mayMake && databaseUrl === null && !existsSync(join(dataDir, "db"))) {
    throw new UsageError(`${dataDir}: there is no database in it. Set CADO_REACH_DATA or DATABASE_URL as for the dashboard`);
  }
  try {
    const store = await getStore();
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    const problem = toStoreError(error)?.problem;
    if (problem === undefined) throw error;
    const remedy = problem.code === "store-locked" ? locked : problem.remedy;
    throw new UsageError(problemLine({ ...problem, ...(remedy !== undefined && { remedy }) }));
  }
}

const LOCKED = "Stop it first, or take what it answers at /api/audit/export to a file and name that";
