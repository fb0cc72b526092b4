import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startPostgres } from "#e2e/postgres-server.ts";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { parseConfig } from "#lib/config/parse-config.ts";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { parseSettings } from "#lib/settings.ts";
import { openPostgres } from "#lib/store/open-postgres.ts";
import { auditHead, auditRecord } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { appendAudit } from "./append-audit.ts";
import { type AuditRequest, readAuditRequest } from "./audit-request.ts";
import { exportAudit } from "./export-audit.ts";
import { readAudit, readAuditHead } from "./read-audit.ts";
import { recordConfiguration } from "./record-configuration.ts";
import { verifyFile } from "./verify-file.ts";
import { verifyStore } from "./verify-store.ts";

const KEY = "a-key-that-nobody-else-has";
const JOB = randomUUID();
const actor = { kind: "script", name: 'nightly "run" \u0000 \ud800 \\N\t', session: "", from: "203.0.113.9" } as const;
const purpose = { reason: "line one\nline two", reference: "" };
const where = { actor, job: JOB, account: "111111111111", region: "eu-west-1" };

const node = (id: string): AuditEntry => ({
  kind: "node",
  ...where,
  ...purpose,
  id,
  state: "verified",
  before: [],
  after: null,
  requestIds: [],
});
const ENTRIES: readonly AuditEntry[] = [
  { kind: "sign-out", actor },
  {
    kind: "attempt",
    ...where,
    attempt: randomUUID(),
    step: { op: "create", key: "k", value: "\u2028,=1+1" },
    nodes: ["i-1"],
    result: "accepted",
    requestId: "r",
  },
  node("i-1"),
  node("i-2"),
  { kind: "refusal", actor, method: "GET", path: "/", code: "not-signed-in", status: 401, times: 3 },
];

type Opened = { store: Store; close: () => Promise<void> };

const DATABASES: readonly [string, () => Promise<Opened>][] = [
  [
    "the embedded database",
    async () => {
      const embedded = await startTestStore();
      return { store: embedded, close: () => embedded.close() };
    },
  ],
  [
    "a Postgres server",
    async () => {
      const server = await startPostgres();
      const remote = await openPostgres(server.url);
      return {
        store: remote,
        close: async () => {
          await remote.close();
          // The queue lets go of its last connection a moment later, and says that it was lost.
          const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
          await server.close();
          log.mockRestore();
        },
      };
    },
  ],
];

let store: Store;

const append = (entries: readonly AuditEntry[], key: string | null = KEY) =>
  store.transact("test", (tx) => appendAudit(tx, entries, { key }));
const verify = (key: string | null = KEY) => verifyStore(store.db, { key });
const pageOf = (query: string) => {
  const request: AuditRequest = readAuditRequest(new URLSearchParams(query));
  if (!request.ok) throw new Error(request.problem.title);
  return request.page;
};
const read = async (query: string) => (await readAudit(store.db, pageOf(query))).map(({ seq }) => seq);

describe.each(DATABASES)("on %s", (_, open) => {
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(() => emptyStore(store));

  describe("appendAudit", () => {
    it("chains entries across transactions, and moves the head along", async () => {
      await append(ENTRIES.slice(0, 2));
      await append([]);
      await append(ENTRIES.slice(2));
      expect(await verify()).toMatchObject({ ok: true, records: 5 });
      expect(await readAuditHead(store.db)).toMatchObject({ seq: 5 });
      expect((await readAudit(store.db, { after: 0, limit: 10 })).map(({ entry }) => entry)).toEqual(
        JSON.parse(JSON.stringify(ENTRIES)),
      );
    });

    it("keeps nothing of a transaction that does not end well", async () => {
      await append(ENTRIES);
      const failing = store.transact("test", async (tx) => {
        await appendAudit(tx, ENTRIES, { key: KEY });
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      await append(ENTRIES);
      expect(await verify()).toMatchObject({ ok: true, records: 10 });
    });

    it("takes transactions that come at once one after the other", async () => {
      await Promise.all(Array.from({ length: 20 }, () => append(ENTRIES)));
      expect(await verify()).toMatchObject({ ok: true, records: 100 });
    });

    it("takes more entries than go into one statement", async () => {
      await append(Array.from({ length: 2001 }, (_, at) => node(`i-${at}`)));
      expect(await verify()).toMatchObject({ ok: true, records: 2001 });
    });

    it("goes on where somebody took the head away, and says so", async () => {
      const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
      await append(ENTRIES);
      await store.db.delete(auditHead);
      expect(await verify()).toMatchObject({ ok: false, fault: { why: "the head of the chain is missing" } });
      await append(ENTRIES);
      expect(await verify()).toMatchObject({ ok: true, records: 10 });
      await store.db.update(auditHead).set({ seq: 0, hash: "0".repeat(64) });
      await append(ENTRIES);
      expect(await verify()).toMatchObject({ ok: true, records: 15 });
      expect(log).toHaveBeenCalledTimes(2);
      log.mockRestore();
    });
  });

  describe("verifyStore", () => {
    const record = (seq: number) => eq(auditRecord.seq, seq);
    const TAMPERED: readonly [what: string, how: () => Promise<unknown>, fault: object][] = [
      ["a text", () => store.db.update(auditRecord).set({ body: sql`replace(body, '401', '400')` }).where(record(5)), { seq: 5 }],
      ["a kind", () => store.db.update(auditRecord).set({ kind: "node" }).where(record(5)), { seq: 5, why: /its kind is not/ }],
      [
        "a job",
        () => store.db.update(auditRecord).set({ jobId: randomUUID() }).where(record(3)),
        { seq: 3, why: /its job is not/ },
      ],
      ["no job", () => store.db.update(auditRecord).set({ jobId: null }).where(record(3)), { seq: 3, why: /its job is not/ }],
      ["a node", () => store.db.update(auditRecord).set({ nodeId: "i-3" }).where(record(3)), { seq: 3, why: /its node is not/ }],
      ["a column with a tab", () => store.db.update(auditRecord).set({ kind: "a\tb" }).where(record(3)), { code: "unreadable" }],
      ["a text with lines", () => store.db.update(auditRecord).set({ body: "{}\n{}" }).where(record(2)), { after: 1 }],
      [
        "a moment",
        () => store.db.update(auditRecord).set({ at: sql`at + interval '1 ms'` }).where(record(3)),
        { seq: 3, why: /number or time/ },
      ],
      ["a removed record", () => store.db.delete(auditRecord).where(record(3)), { code: "gap", seq: 4 }],
      ["a removed end", () => store.db.delete(auditRecord).where(record(5)), { code: "head", why: /record 5 is missing/ }],
      [
        "a record before the first",
        () =>
          store.db
            .insert(auditRecord)
            .select(
              sql`select -1, at, kind, job_id, account, region, node_id, body, prev_hash, hash from audit_record where seq = 1`,
            ),
        { after: 0 },
      ],
    ];

    it.each(TAMPERED)("finds %s", async (_, tamper, fault) => {
      await append(ENTRIES);
      await tamper();
      const verdict = await verify();
      const why = "why" in fault ? { why: expect.stringMatching(String(fault.why).slice(1, -1)) } : {};
      expect(verdict).toMatchObject({ ok: false, fault: { ...fault, ...why } });
    });

    it("has nothing against a chain that has not begun", async () => {
      expect(await verify()).toMatchObject({ ok: true, records: 0 });
    });
  });

  describe("readAudit", () => {
    beforeEach(() => append(ENTRIES));

    it.each([
      ["", [1, 2, 3, 4, 5]],
      ["after=3", [4, 5]],
      ["limit=2", [1, 2]],
      [`job=${JOB}`, [2, 3, 4]],
      [`job=${JOB}&after=2&limit=1`, [3]],
      ["node=111111111111/eu-west-1/i-2", [4]],
      ["node=111111111111/eu-west-2/i-2", []],
      ["kind=refusal,sign-out", [1, 5]],
      [`kind=node&job=${JOB}`, [3, 4]],
      [`job=${randomUUID()}`, []],
    ])("answers %s", async (query, seqs) => {
      expect(await read(query)).toEqual(seqs);
    });

    it.each([
      "after=-1",
      "after=x",
      "limit=0",
      "limit=1001",
      "job=1",
      "node=i-1",
      "node=a/b/c/d",
      "kind=",
      "kind=node,x",
      "kind=__proto__",
    ])("refuses %s", (query) => {
      expect(readAuditRequest(new URLSearchParams(query))).toMatchObject({ ok: false, problem: { status: 400 } });
    });
  });

  describe("exportAudit", () => {
    const bytes = async function* (filter = { after: 0 }) {
      for await (const text of exportAudit(store.db, filter)) yield new TextEncoder().encode(text);
    };

    it("writes what verifies by itself, in pieces of any size", async () => {
      await append(Array.from({ length: 2500 }, (_, at) => ENTRIES[at % ENTRIES.length] ?? node("i-9")));
      const head = await readAuditHead(store.db);
      expect(await verifyFile(bytes(), { key: KEY, head: head ?? null })).toMatchObject({ ok: true, records: 2500 });
      const whole = Buffer.concat(await Array.fromAsync(bytes()));
      const cut = async function* () {
        for (let at = 0; at < whole.length; at += 1013) yield whole.subarray(at, at + 1013);
      };
      expect(await verifyFile(cut(), { key: KEY, head: head ?? null })).toMatchObject({ ok: true, records: 2500 });
      const lines = whole.toString().trimEnd().split("\n");
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        ...(await readAudit(store.db, { after: 0, limit: 1000 })),
        ...(await readAudit(store.db, { after: 1000, limit: 2000 })),
      ]);
    });

    it("goes on from a record, so that two exports make one", async () => {
      await append(ENTRIES);
      const first = await Array.fromAsync(bytes());
      await append(ENTRIES);
      const both = async function* () {
        yield* first;
        yield* bytes({ after: 5 });
      };
      expect(await verifyFile(both(), { key: KEY })).toMatchObject({ ok: true, records: 10 });
    });

    it("does not hide a record that somebody changed", async () => {
      await append(ENTRIES);
      await store.db.update(auditRecord).set({ body: "a\tb" }).where(eq(auditRecord.seq, 2));
      expect(await verifyFile(bytes(), { key: KEY })).toMatchObject({ ok: false, fault: { code: "unreadable", after: 1 } });
    });
  });

  describe("recordConfiguration", () => {
    const SECRET = "the-secret-of-the-receiver";
    const hook = { url: "https://hooks.example/T0/secret-path", secret: SECRET, events: ["job-ended"] };
    const config = (file: object) => {
      const parsed = parseConfig(file);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return parsed.config;
    };
    const settings = (env: Record<string, string> = {}) => {
      const parsed = parseSettings({ CADO_REACH_TOKEN: "the-token-of-the-team", ...env });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return parsed.settings;
    };
    const record = async (file: object, env?: Record<string, string>) => {
      const before = (await readAuditHead(store.db))?.seq ?? 0;
      await recordConfiguration(store, config(file), settings(env));
      return (await readAudit(store.db, { after: before, limit: 10 })).map(({ entry }) => entry);
    };

    beforeEach(() => {
      vi.stubEnv("CADO_REACH_TOKEN", "the-token-of-the-team");
      Reflect.deleteProperty(globalThis, "cadoReachSettings");
      return () => {
        vi.unstubAllEnvs();
        Reflect.deleteProperty(globalThis, "cadoReachSettings");
      };
    });

    it("records all of it at first, then nothing until something is another", async () => {
      const [first] = await record({});
      expect(first).toMatchObject({ kind: "configuration", actor: { kind: "system" } });
      expect(first).toMatchObject({ changed: expect.arrayContaining([{ path: "tag.value", before: null, after: "True" }]) });
      expect(await record({})).toEqual([]);
      expect(await record({}, { PORT: "4000" })).toEqual([]);
      const accounts = [{ account: "111111111111", label: "prod", regions: ["eu-west-1"] }];
      expect(await record({ accounts, policy: "corrected" }, { HOST: "0.0.0.0" })).toMatchObject([
        {
          changed: [
            { path: "accounts[111111111111].account", before: null, after: "111111111111" },
            { path: "accounts[111111111111].label", before: null, after: "prod" },
            { path: "accounts[111111111111].regions", before: null, after: ["eu-west-1"] },
            { path: "policy", before: expect.any(String), after: "corrected" },
            { path: "settings.host", before: "127.0.0.1", after: "0.0.0.0" },
          ],
        },
      ]);
    });

    it("says of a secret only that it is another one", async () => {
      const database = { DATABASE_URL: "postgres://reach:a-password@db.example/reach" };
      await record({ webhooks: [hook] }, database);
      const [changed] = await record(
        { webhooks: [{ ...hook, secret: "another-secret-of-it" }] },
        {
          ...database,
          CADO_REACH_TOKEN: "another-token-of-the-team",
          CADO_REACH_AUDIT_KEY: KEY,
        },
      );
      expect(changed).toMatchObject({
        changed: [
          { path: "settings.auditKey", before: null, after: "(secret)" },
          { path: "settings.token", before: "(secret)", after: "(another secret)" },
          { path: "webhooks[0].secret", before: "(secret)", after: "(another secret)" },
        ],
      });
      const kept = JSON.stringify([
        await store.db.select().from(auditRecord),
        await store.db.execute(sql`select value::text from kept_value`),
      ]);
      for (const secret of [SECRET, "secret-path", "a-password", "the-token-of-the-team", "another-secret-of-it", KEY]) {
        expect(kept).not.toContain(secret);
      }
    });
  });
});
