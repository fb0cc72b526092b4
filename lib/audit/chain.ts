import { createHmac, hash } from "node:crypto";
import type { AuditEntry } from "#lib/domain/audit.ts";

/** What the first record of a chain goes on from. */
export const FIRST_PREV_HASH = "0".repeat(64);

/**
 * The hash of a record: SHA-256 of `prevHash + "\n" + body` as lower-case hexadecimal; with a key HMAC-SHA-256, which
 * nobody can make anew who does not have the key.
 */
export function chainHash(prevHash: string, body: string, key: string | null): string {
  const text = `${prevHash}\n${body}`;
  return key === null ? hash("sha256", text) : createHmac("sha256", key).update(text).digest("hex");
}

/** The text that is hashed. `at` is an ISO 8601 moment with milliseconds. */
export function chainBody(seq: number, at: string, entry: AuditEntry): string {
  return JSON.stringify({ seq, at, entry });
}

/** What a record is found by: the columns beside its body. Every one can be told from the entry alone. */
export function chainColumns(entry: AuditEntry): {
  kind: AuditEntry["kind"];
  job: string | null;
  account: string | null;
  region: string | null;
  node: string | null;
} {
  const { kind } = entry;
  if (kind === "job") return { kind, job: entry.job, account: null, region: null, node: null };
  if (kind === "attempt") return { kind, job: entry.job, account: entry.account, region: entry.region, node: null };
  if (kind === "node") return { kind, job: entry.job, account: entry.account, region: entry.region, node: entry.id };
  return { kind, job: null, account: null, region: null, node: null };
}
