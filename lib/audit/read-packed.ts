import "server-only";
import { asc, type SQL, sql } from "drizzle-orm";
import { auditRecord } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";

/** Every column of an audit record as the database has it, in text. null where it has none. */
export type PackedRecord = {
  seq: string;
  /** ISO 8601 with milliseconds. */
  at: string;
  kind: string;
  job: string | null;
  account: string | null;
  region: string | null;
  node: string | null;
  prevHash: string;
  hash: string;
  body: string;
};

/** A page of records in the order of the chain; `null` stands for one that holds what cannot have been written by us. */
export type PackedPage = { records: readonly (PackedRecord | null)[]; last: number };

const NONE = "\\N";

/**
 * Reads many records, as one text per page. The embedded database hands over a row of eleven columns in 20 µs; packed
 * by itself, 100,000 records take 0.3 s in place of 2 s. Our texts have no tab and no line feed: JSON escapes both.
 */
export async function readPacked(db: StoreDb, where: SQL | undefined, limit: number): Promise<PackedPage | undefined> {
  const r = db.select().from(auditRecord).where(where).orderBy(asc(auditRecord.seq)).limit(limit).as("r");
  const at = sql`to_char(${r.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const columns = [
    sql`${r.seq}::text`,
    at,
    r.kind,
    ...[sql`${r.jobId}::text`, r.account, r.region, r.nodeId].map((column) => sql`coalesce(${column}, ${NONE}::text)`),
    r.prevHash,
    r.hash,
    r.body,
  ];
  const line = sql.join(columns, sql` || chr(9) || `);
  const [page] = await db
    .select({ text: sql<string | null>`string_agg(${line}, chr(10) order by ${r.seq})`, last: sql<string>`max(${r.seq})` })
    .from(r);
  if (page === undefined || page.text === null) return undefined;
  return { records: page.text.split("\n").map(unpack), last: Number(page.last) };
}

function unpack(line: string): PackedRecord | null {
  const [seq, at, kind, job, account, region, node, prevHash, hash, body, ...more] = line.split("\t");
  if (seq === undefined || at === undefined || kind === undefined || more.length > 0) return null;
  if (job === undefined || account === undefined || region === undefined || node === undefined) return null;
  if (prevHash === undefined || hash === undefined || body === undefined) return null;
  const or = (text: string) => (text === NONE ? null : text);
  return { seq, at, kind, job: or(job), account: or(account), region: or(region), node: or(node), prevHash, hash, body };
}
