import { open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { exportAudit } from "#lib/audit/export-audit.ts";
import type { Store } from "#lib/store/store.ts";
import type { ExportFlags } from "./audit-command.ts";
import type { CliIo } from "./cli-io.ts";
import { toFileError } from "./read-input.ts";
import { withDatabase } from "./with-database.ts";

/** Writes the audit records to a file, which is there only once all of it is. */
export async function exportAuditTo(file: string, flags: ExportFlags, io: CliIo): Promise<void> {
  await withDatabase(async (store) => {
    if (file === "-") for await (const text of exportAudit(store.db, flags)) await io.stdout(text);
    else io.stderr(`${await writeFile(store, resolve(io.cwd, file), flags, file)} records written to ${file}\n`);
  });
}

async function writeFile({ db }: Store, path: string, flags: ExportFlags, file: string): Promise<string> {
  const part = `${path}.part`;
  let records = 0;
  try {
    // The record names people and addresses.
    const handle = await open(part, "w", 0o600);
    try {
      for await (const text of exportAudit(db, flags)) {
        await handle.write(text);
        records += text.split("\n").length - 1;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw toFileError(file, error);
  }
  return records.toLocaleString("en-US");
}
