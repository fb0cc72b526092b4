/**
 * A backup is lines of JSON, compressed: a header, the rows table by table, and how many there were at the end. It holds
 * no page of the database itself, so it outlives versions of it and fits either kind.
 */
export const BACKUP_FORMAT = "cado-reach-backup";
export const BACKUP_VERSION = 1;

export type BackupHeader = {
  format: typeof BACKUP_FORMAT;
  version: typeof BACKUP_VERSION;
  at: string;
  /** The latest migration that the database had, as drizzle counts them. */
  schema: number;
};

/** The last line: without it the backup is not whole. */
export type BackupEnd = { end: Readonly<Record<string, number>> };

/**
 * Every table that is kept, in an order in which rows can be put back. Claims belong to workers that are at it just now,
 * and messages of webhooks that are on their way are in the queue: both are left out.
 */
export const BACKUP_TABLES = [
  "tagging_job",
  "tagging_node",
  "tagging_attempt",
  "audit_record",
  "audit_head",
  "cell_reading",
  "node_span",
  "kept_value",
] as const;

export type BackupTable = (typeof BACKUP_TABLES)[number];

/** What is wrong with a backup, or with where it is to go, in words for people. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
