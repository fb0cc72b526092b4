import { resolve } from "node:path";
import { backupStore } from "#lib/store/backup/backup-file.ts";
import type { CliIo } from "./cli-io.ts";
import { toFileError } from "./read-input.ts";
import { withDatabase } from "./with-database.ts";

/** Backs the database up to a file. */
export async function backUpTo(file: string, io: CliIo): Promise<void> {
  await withDatabase(
    async (store) => {
      try {
        const rows = await backupStore(store, resolve(io.cwd, file));
        io.stderr(`${rows.toLocaleString("en-US")} rows written to ${file}\n`);
      } catch (error) {
        throw toFileError(file, error);
      }
    },
    { locked: "Stop it first, or take what it answers at /api/store/backup" },
  );
}
