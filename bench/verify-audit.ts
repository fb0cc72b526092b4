// How long it takes to add audit records, and to verify them: `node --conditions=react-server bench/verify-audit.ts [RECORDS] [KEY]`.
// The chain is that of tagging jobs, 200 nodes and their call at a time, in an embedded database in memory.
import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { appendAudit } from "../lib/audit/append-audit.ts";
import { exportAudit } from "../lib/audit/export-audit.ts";
import { verifyFile } from "../lib/audit/verify-file.ts";
import { verifyStore } from "../lib/audit/verify-store.ts";
import type { AuditEntry } from "../lib/domain/audit.ts";
import * as schema from "../lib/store/schema.ts";

const RUNS = 5;
const CHUNK = 200;
const records = Number(process.argv[2] ?? 100_000);
const key = process.argv[3] ?? null;

const client = new PGlite();
const first = new URL("../lib/store/migrations/0000_first.sql", import.meta.url);
await client.exec(readFileSync(first, "utf8"));
const db = drizzle(client, { schema });

const actor = { kind: "browser", name: "On call", session: "Zk3x9a_b", from: "203.0.113.9" } as const;
const tag = { key: "CadoResponseSSMEnabled", value: "True" };
function chunk(job: string, from: number): AuditEntry[] {
  const ids = Array.from({ length: CHUNK - 1 }, (_, at) => `i-${(from + at).toString(16).padStart(17, "0")}`);
  const requestId = crypto.randomUUID();
  const where = { actor, job, account: "111111111111", region: "eu-west-1" };
  const purpose = { reason: "Make ready for the exercise of next week", reference: "CASE-4711" };
  const nodes = ids.map(
    (id): AuditEntry => ({
      kind: "node",
      ...where,
      id,
      state: "verified",
      ...purpose,
      before: [],
      after: [tag],
      requestIds: [requestId],
    }),
  );
  const call = {
    attempt: crypto.randomUUID(),
    step: { op: "create", ...tag },
    nodes: ids,
    result: "accepted",
    requestId,
  } as const;
  return [{ kind: "attempt", ...where, ...call }, ...nodes];
}

const job = crypto.randomUUID();
const appended: number[] = [];
for (let from = 0; from < records; from += CHUNK) {
  const entries = chunk(job, from);
  const began = performance.now();
  await db.transaction((tx) => appendAudit(tx, entries, { key }));
  appended.push(performance.now() - began);
}
say(`add ${CHUNK} records in a transaction`, appended);

const lines: Uint8Array[] = [];
const began = performance.now();
for await (const text of exportAudit(db, { after: 0 })) lines.push(Buffer.from(text));
const bytes = lines.reduce((sum, { byteLength }) => sum + byteLength, 0);
console.log(`export: ${((bytes / records) * 1e-3).toFixed(2)} kB a record, ${(performance.now() - began).toFixed(0)} ms`);

async function* inChunks(): AsyncGenerator<Uint8Array> {
  const whole = Buffer.concat(lines);
  for (let at = 0; at < whole.length; at += 65_536) yield whole.subarray(at, at + 65_536);
}

await repeat("verify the export", () => verifyFile(inChunks(), { key }));
await repeat("verify the database", () => verifyStore(db, { key }));
await client.close();

async function repeat(name: string, verify: () => Promise<{ ok: boolean }>): Promise<void> {
  const times: number[] = [];
  const used: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    const verdict = await verify();
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    used.push((user + system) / 1000);
    if (!verdict.ok) throw new Error(JSON.stringify(verdict));
  }
  say(`${name}, ${records} records`, times);
  // What it takes on a machine that does nothing else, which a shared one does not tell by the clock.
  say("  of the processors", used);
}

function say(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  console.log(`${name}: best ${at(0)} ms, median ${at(0.5)} ms, 95 % ${at(0.95)} ms`);
}
