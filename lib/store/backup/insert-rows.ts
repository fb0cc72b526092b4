import "server-only";
import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import * as schema from "../schema.ts";
import type { StoreDb } from "../store.ts";
import { sqlState } from "../transact.ts";
import { BackupError, type BackupTable } from "./backup-format.ts";

const TABLES: Readonly<Record<BackupTable, PgTable>> = {
  tagging_job: schema.taggingJob,
  tagging_node: schema.taggingNode,
  tagging_attempt: schema.taggingAttempt,
  audit_record: schema.auditRecord,
  audit_head: schema.auditHead,
  cell_reading: schema.cellReading,
  node_span: schema.nodeSpan,
  kept_value: schema.keptValue,
};

/**
 * Puts rows, each a JSON object, into a table with one statement. Columns that an older backup lacks get their default.
 * Throws BackupError where a row is not JSON, or has a column that the table has not.
 */
export async function insertRows(tx: StoreDb, table: BackupTable, rows: readonly string[]): Promise<void> {
  const given = columnsOf(rows[0] ?? "{}");
  const known = new Set(getTableConfig(TABLES[table]).columns.map(({ name }) => name));
  const strange = given.find((name) => !known.has(name));
  if (strange !== undefined)
    throw new BackupError(`The backup has a column ${table}.${strange.slice(0, 60)}, which is not known here`);
  const columns = sql.join(
    given.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const name = sql.identifier(table);
  try {
    await tx.execute(sql`
      insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, ${`[${rows.join(",")}]`}::json)`);
  } catch (error) {
    // SQLSTATE classes 22 and 23: a value that does not fit its column, a row that is there twice or belongs to none.
    if (!/^2[23]/.test(sqlState(error))) throw error;
    throw new BackupError(`The backup is damaged: rows of ${table} do not fit each other or their columns`, { cause: error });
  }
}

function columnsOf(row: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(row);
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  } catch {
    throw new BackupError("A row of the backup is not JSON: the file is damaged");
  }
}
