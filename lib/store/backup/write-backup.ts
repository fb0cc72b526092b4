import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { findSchemaVersion } from "../schema-version.ts";
import type { Store, StoreDb } from "../store.ts";
import { BACKUP_FORMAT, BACKUP_TABLES, BACKUP_VERSION, type BackupHeader, type BackupTable } from "./backup-format.ts";

const PAGE = 1000;

const Page = z.object({ rows: z.array(z.object({ row: z.string() })) });

/**
 * Hands every kept row to `write` as lines, as all of them stood at one moment, and answers how many there were. On a
 * Postgres server nobody waits for it; on the embedded database everybody else does, so let `write` be quick.
 */
export async function writeBackup(store: Store, write: (text: string) => Promise<void>): Promise<number> {
  return store.db.transaction(
    async (tx) => {
      const at = new Date().toISOString();
      const schema = await findSchemaVersion(tx);
      const header: BackupHeader = { format: BACKUP_FORMAT, version: BACKUP_VERSION, at, schema };
      await write(`${JSON.stringify(header)}\n`);
      const counts: Partial<Record<BackupTable, number>> = {};
      let rows = 0;
      for (const table of BACKUP_TABLES) {
        const count = await writeTable(tx, table, write);
        counts[table] = count;
        rows += count;
      }
      await write(`${JSON.stringify({ end: counts })}\n`);
      return rows;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function writeTable(tx: StoreDb, table: BackupTable, write: (text: string) => Promise<void>): Promise<number> {
  await tx.execute(sql`declare backup_rows no scroll cursor for select to_json(t)::text as row from ${sql.identifier(table)} t`);
  let count = 0;
  for (;;) {
    const { rows } = Page.parse(await tx.execute(sql.raw(`fetch ${PAGE} from backup_rows`)));
    if (rows.length > 0) await write(rows.map(({ row }) => `["${table}",${row}]\n`).join(""));
    count += rows.length;
    if (rows.length < PAGE) break;
  }
  await tx.execute(sql`close backup_rows`);
  return count;
}
