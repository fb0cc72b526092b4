import { z } from "zod";
import { BACKUP_FORMAT, BACKUP_TABLES, BACKUP_VERSION, BackupError, type BackupTable } from "./backup-format.ts";

const Header = z.object({ format: z.literal(BACKUP_FORMAT), version: z.int(), at: z.string(), schema: z.int() });
const End = z.object({ end: z.partialRecord(z.enum(BACKUP_TABLES), z.int()) });

/** `row` is the row's JSON, to the letter. */
export type BackupRow = { table: BackupTable; row: string };

/**
 * The rows of a backup. Throws BackupError where the lines are no backup, one of a newer Cado Reach, or not whole.
 * `schema` is the latest migration of the database that they are to go into.
 */
export async function* readBackup(lines: AsyncIterable<string>, schema: number): AsyncGenerator<BackupRow, void, undefined> {
  let number = 0;
  let isEnded = false;
  const counts = new Map<BackupTable, number>();
  for await (const line of lines) {
    number += 1;
    if (number === 1) checkHeader(line, schema);
    else if (isEnded) throw new BackupError(`Line ${number} is after the end of the backup`);
    else if (line.startsWith("{")) {
      checkEnd(line, counts);
      isEnded = true;
    } else {
      const row = toRow(line, number);
      counts.set(row.table, (counts.get(row.table) ?? 0) + 1);
      yield row;
    }
  }
  if (!isEnded) throw new BackupError("The backup is not whole: its end is missing");
}

function checkHeader(line: string, schema: number): void {
  const header = Header.safeParse(parse(line));
  if (!header.success) throw new BackupError("This is no backup of Cado Reach");
  if (header.data.version !== BACKUP_VERSION || header.data.schema > schema) {
    throw new BackupError("The backup was made by a newer Cado Reach. Restore it with that version, or a newer one");
  }
}

function checkEnd(line: string, counts: ReadonlyMap<BackupTable, number>): void {
  const end = End.safeParse(parse(line));
  if (!end.success) throw new BackupError("The backup is damaged: its last line cannot be read");
  for (const table of BACKUP_TABLES) {
    if ((end.data.end[table] ?? 0) !== (counts.get(table) ?? 0)) {
      throw new BackupError(`The backup is not whole: rows of ${table} are missing`);
    }
  }
}

function toRow(line: string, number: number): BackupRow {
  const [start = "", name] = /^\["([a-z_]+)",(?=\{)/.exec(line) ?? [];
  const table = BACKUP_TABLES.find((known) => known === name);
  if (table === undefined || !line.endsWith("}]")) throw new BackupError(`Line ${number} of the backup cannot be read`);
  return { table, row: line.slice(start.length, -1) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
