import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyStore, startTestStore } from "#e2e/test-store.ts";
import { systemActor } from "#lib/auth/system-actor.ts";
import type { WebhookConfig } from "#lib/config/config.ts";
import type { WireLine } from "#lib/inventory/wire.ts";
import { auditRecord, cellReading, nodeSpan } from "#lib/store/schema.ts";
import type { Store } from "#lib/store/store.ts";
import { listWebhooks } from "./list-webhooks.ts";
import { type QueuedWebhook, queueWebhook } from "./queue-webhook.ts";
import { receiverId, shownUrl } from "./receiver.ts";
import { sendTest } from "./send-test.ts";
import { tellCoverage } from "./tell-coverage.ts";
import { watchCoverage } from "./watch-coverage.ts";
import { sendQueued, workWebhooks } from "./work-webhooks.ts";

const NOW = new Date("2026-11-24T14:02:31Z");
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

let store: Store;
let server: Server;
let receiver: WebhookConfig;
let answer = { status: 200, body: "" };
let arrived: { id: string; event: string }[] = [];

beforeAll(async () => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  store = await startTestStore();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      arrived.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/a-key-that-lets-one-in`;
  receiver = { url, secret: "0123456789abcdef", events: ["coverage-below"], coverageBelow: 0.6 };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
});
beforeEach(async () => {
  await emptyStore(store);
  arrived = [];
  answer = { status: 200, body: "" };
});

const queued = (): QueuedWebhook => ({
  id: "5b0c7e0e-6a53-4a54-9d53-0c1f5a3d4f1e",
  event: "test",
  body: '{"id":"5b0c7e0e-6a53-4a54-9d53-0c1f5a3d4f1e","event":"test"}',
  receiver: receiverId(receiver.url),
  queuedAt: NOW.toISOString(),
});

async function audited() {
  const rows = await store.db.select().from(auditRecord).orderBy(asc(auditRecord.seq));
  return rows.map(({ body }): unknown => JSON.parse(body).entry);
}

const last = async () => (await listWebhooks(store.db, [receiver]))[0]?.last;

describe("sendQueued", () => {
  it("delivers, and records it once, without what lets one in", async () => {
    await sendQueued(store, queued(), 3, { now: NOW, receivers: [receiver] });
    expect(arrived).toEqual([{ id: queued().id, event: "test" }]);
    const entries = await audited();
    expect(entries).toMatchObject([
      { kind: "webhook", event: "test", ok: true, attempts: 3, url: shownUrl(receiver.url), detail: "HTTP 200" },
    ]);
    expect(JSON.stringify(entries)).not.toContain("a-key-that-lets-one-in");
    expect(await last()).toMatchObject({ state: "delivered", attempts: 3, status: 200, at: NOW.toISOString() });
  });

  it("asks to be tried again for a day, and records only the end of it", async () => {
    answer = { status: 503, body: "come back" };
    await expect(sendQueued(store, queued(), 1, { now: later(23.9), receivers: [receiver] })).rejects.toThrow(
      "was not delivered: 503",
    );
    expect(await audited()).toEqual([]);
    expect(await last()).toMatchObject({ state: "retrying", status: 503, detail: "come back" });
    await sendQueued(store, queued(), 17, { now: later(24), receivers: [receiver] });
    expect(await audited()).toMatchObject([{ ok: false, attempts: 17, detail: "HTTP 503: come back" }]);
    expect(await last()).toMatchObject({ state: "given-up" });
  });

  it("stops where the receiver says that it wants nothing more", async () => {
    answer = { status: 410, body: "" };
    await sendQueued(store, queued(), 1, { now: NOW, receivers: [receiver] });
    expect(await audited()).toMatchObject([{ ok: false, attempts: 1, detail: "HTTP 410" }]);
  });

  it("sends nothing to a receiver that is not configured any more, and says so", async () => {
    await sendQueued(store, queued(), 1, { now: NOW, receivers: [] });
    expect(arrived).toEqual([]);
    expect(await audited()).toMatchObject([
      { ok: false, attempts: 0, detail: "The configuration does not name this receiver any more." },
    ]);
  });
});

describe("queueWebhook", () => {
  const message = { event: "coverage-below", at: NOW.toISOString(), below: 0.6, shareAtLeast: 0.5, shareAtMost: 0.5 } as const;
  const coverage = { at: NOW.toISOString(), reachable: 1, blocked: 1, unknown: 0, unread: 0, unreadCells: 0, readAt: null };
  const fetched = () => store.boss.fetch<QueuedWebhook>("webhook", { batchSize: 10 });

  it("queues for those who asked for the event", async () => {
    const other: WebhookConfig = { ...receiver, url: "http://127.0.0.1:9/", events: ["job-ended"] };
    await store.transact("test", (tx) => queueWebhook(tx, store, { ...message, coverage }, [receiver, other]));
    const jobs = await fetched();
    expect(jobs.map(({ data }) => data.receiver)).toEqual([receiverId(receiver.url)]);
    expect(JSON.stringify(jobs)).not.toContain("a-key-that-lets-one-in");
    const { id, body } = jobs[0]?.data ?? { id: "", body: "{}" };
    expect(JSON.parse(body)).toEqual({ id, ...message, capability: "run-command", coverage });
  });

  it("queues nothing where what it tells of is not kept", async () => {
    const failing = store.transact("test", async (tx) => {
      await queueWebhook(tx, store, { ...message, coverage }, [receiver]);
      throw new Error("not kept");
    });
    await expect(failing).rejects.toThrow("not kept");
    expect(await fetched()).toEqual([]);
  });
});

describe("tellCoverage", () => {
  const point = (reachable: number, blocked: number, unread = 0) => ({
    at: NOW.toISOString(),
    reachable,
    blocked,
    unknown: 0,
    unread,
    unreadCells: 0,
    readAt: NOW.toISOString(),
  });

  it("tells of a fall once, and again only after coverage was at the limit or above it", async () => {
    const told: number[] = [];
    for (const [reachable, unread] of [[70], [59], [58], [50, 20], [59], [60], [59], [10]] as const) {
      await tellCoverage(store, point(reachable, 100 - reachable - (unread ?? 0), unread), [receiver]);
      told.push((await store.boss.fetch("webhook", { batchSize: 10 })).length);
    }
    expect(told).toEqual([0, 1, 0, 0, 0, 0, 1, 0]);
  });

  it("tells of coverage that is below the limit from the start", async () => {
    await tellCoverage(store, point(10, 90), [receiver]);
    const [job] = await store.boss.fetch<QueuedWebhook>("webhook");
    expect(JSON.parse(job?.data.body ?? "{}")).toMatchObject({
      event: "coverage-below",
      below: 0.6,
      shareAtLeast: 0.1,
      shareAtMost: 0.1,
    });
  });

  it("tells once where two servers find it together", async () => {
    await Promise.all([1, 2].map(() => tellCoverage(store, point(10, 90), [receiver])));
    expect(await store.boss.fetch("webhook", { batchSize: 10 })).toHaveLength(1);
  });

  it("keeps to itself for a receiver that has no limit or did not ask", async () => {
    await tellCoverage(store, point(10, 90), [
      { ...receiver, events: ["job-ended"] },
      { ...receiver, coverageBelow: null },
    ]);
    expect(await store.boss.fetch("webhook", { batchSize: 10 })).toEqual([]);
  });
});

describe("watchCoverage", () => {
  it("looks at what the history holds when a sweep has ended", async () => {
    const cell = { account: "111111111111", region: "eu-west-1" };
    const at = new Date(Date.now() - 60_000);
    const reading = { ...cell, at, state: "read", nodes: 2, problem: null, policy: "documented-tagged:1" };
    await store.db.insert(cellReading).values(reading);
    const span = {
      ...cell,
      fromAt: at,
      toAt: null,
      name: "",
      portForwarding: "blocked",
      tagState: "absent",
      tags: {},
      digest: "d",
    };
    await store.db.insert(nodeSpan).values([
      { ...span, nodeId: "i-1", runCommand: "blocked" },
      { ...span, nodeId: "i-2", runCommand: "reachable" },
    ]);
    let hear: (line: WireLine) => void = () => undefined;
    const subscribe = (listener: typeof hear) => {
      hear = listener;
      return () => undefined;
    };
    watchCoverage({ subscribe }, { whenIdle: async () => undefined }, async () => store, [receiver]);
    hear({ t: "done", asOf: NOW.toISOString() });
    await vi.waitFor(async () => {
      const [job] = await store.boss.fetch<QueuedWebhook>("webhook");
      expect(JSON.parse(job?.data.body ?? "{}")).toMatchObject({ shareAtLeast: 0.5, coverage: { reachable: 1, blocked: 1 } });
    });
  });
});

describe("sendTest", () => {
  const actor = systemActor("test");

  it.each([
    ["as it is", (url: string) => url],
    ["as it is shown", shownUrl],
  ])("sends one test now to a configured receiver, named %s, and answers what came back", async (_name, named) => {
    answer = { status: 418, body: "short and stout" };
    const result = await sendTest(store, named(receiver.url), actor, [receiver]);
    expect(result).toMatchObject({ ok: true, delivery: { ok: false, status: 418, detail: "short and stout" } });
    expect(arrived).toMatchObject([{ event: "test" }]);
    expect(await audited()).toMatchObject([{ kind: "webhook", event: "test", ok: false, attempts: 1 }]);
    expect(await last()).toMatchObject({ state: "given-up", event: "test", status: 418 });
  });

  it("sends nothing to any other address", async () => {
    const elsewhere = new URL("/elsewhere", receiver.url).href;
    const result = await sendTest(store, elsewhere, actor, [receiver]);
    expect(result).toMatchObject({ ok: false, problem: { status: 404, code: "no-such-webhook" } });
    expect(arrived).toEqual([]);
    expect(await audited()).toEqual([]);
  });
});

describe("workWebhooks", () => {
  it("sends what is in the queue", async () => {
    const held = globalThis as { cadoReachConfig?: { webhooks: readonly WebhookConfig[] } };
    Object.assign(held, { cadoReachConfig: { webhooks: [receiver] } });
    try {
      await store.transact("test", (tx) => queueWebhook(tx, store, { event: "test", at: NOW.toISOString() }));
      await workWebhooks(store);
      await vi.waitFor(async () => expect(await audited()).toHaveLength(1), { timeout: 10_000 });
      expect(arrived).toMatchObject([{ event: "test" }]);
    } finally {
      await store.boss.offWork("webhook");
      Reflect.deleteProperty(globalThis, "cadoReachConfig");
    }
  });
});
