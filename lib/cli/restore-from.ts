import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { restoreStore } from "#lib/store/backup/backup-file.ts";
import { BackupError } from "#lib/store/backup/backup-format.ts";
import type { CliIo } from "./cli-io.ts";
import { toFileError } from "./read-input.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-database.ts";

/** Restores a backup file into the database, which is made where there is none. */
export async function restoreFrom(file: string, io: CliIo): Promise<void> {
  const path = resolve(io.cwd, file);
  try {
    // Before a database is made for it.
    await access(path);
  } catch (error) {
    throw toFileError(file, error);
  }
  await withDatabase(
    async (store) => {
      try {
        const rows = await restoreStore(store, path);
        io.stderr(`${rows.toLocaleString("en-US")} rows restored from ${file}. Jobs that had not ended are paused.\n`);
      } catch (error) {
        throw error instanceof BackupError ? new UsageError(`${file}: ${error.message}`) : toFileError(file, error);
      }
    },
    { mayMake: true, locked: "Stop it first" },
  );
}
