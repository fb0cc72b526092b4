import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cell } from "#lib/domain/cell.ts";
import {
  type AccountId,
  type InstanceId,
  parseAccountId,
  parseInstanceId,
  parseRegionName,
  type RegionName,
} from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import { encodeRows } from "#lib/inventory/sweep/encode-columns.ts";
import { type OpenLine, type RowsLine, WIRE_VERSION, type WireLine } from "#lib/inventory/wire.ts";
import { EstateStore } from "./estate-store.ts";
import type { Follow, FollowEnd } from "./follow-instances.ts";

const account: AccountId = valid(parseAccountId("111111111111"));
const region: RegionName = valid(parseRegionName("eu-west-1"));
const cell: Cell = { index: 0, account, region, partition: "aws", state: "reading", nodes: 0, readAt: null, notes: [] };
const NODE: Node = sampleNode(0, {});
const CUT: FollowEnd = { end: "cut", problem: { code: "stream-closed", title: "closed" } };

function valid<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the test's own id is not valid");
  return value;
}

function id(number: number): InstanceId {
  return valid(parseInstanceId(`i-${number.toString(16).padStart(17, "0")}`));
}

function open(snapshot: string): OpenLine {
  const tag = { key: "CadoResponseSSMEnabled", value: "True" };
  return { t: "open", v: WIRE_VERSION, snapshot, tag, accounts: [{ id: account, label: "prod" }], cells: [cell], sweeping: true };
}

function rows(at: number, ids: readonly InstanceId[]): RowsLine {
  const nodes = ids.map((id): Node => ({ ...NODE, id }));
  return { t: "rows", at, n: ids.length, cols: encodeRows(0, nodes) };
}

const done: WireLine = { t: "done", asOf: "2026-11-23T14:02:31Z" };

/** A server whose streams the test opens, feeds and ends. */
function createServer() {
  const streams: { line: (line: WireLine) => void; ahead: () => boolean; end: (end: FollowEnd) => void }[] = [];
  const follow: Follow = ({ onLine, ahead = () => false }) => new Promise((end) => streams.push({ line: onLine, ahead, end }));
  return { follow, streams, stream: (number: number) => valid(streams[number]) };
}

const settle = () => vi.advanceTimersByTimeAsync(1_000);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("opens one stream for any number of subscribers, and keeps it when they go", async () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  const leave = store.subscribe(() => undefined);
  store.subscribe(() => undefined);
  leave();
  expect(server.streams.length).toBe(1);
});

test("tells its subscribers a few times a second, however many lines come, and leaves nothing untold", async () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  const told: number[] = [];
  store.subscribe(() => told.push(store.getState().snapshot.rowCount));
  server.stream(0).line(open("one"));
  for (let at = 0; at < 100; at++) {
    server.stream(0).line(rows(at, [id(at)]));
    await vi.advanceTimersByTimeAsync(10);
  }
  await settle();
  expect(told.length).toBeLessThanOrEqual(10);
  expect(told.at(-1)).toBe(100);
});

test("tells of the first rows at once, and of all of them when the work ahead of drawing them is done", () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  const told: number[] = [];
  store.subscribe(() => told.push(store.getState().snapshot.rowCount));
  const { line, ahead } = server.stream(0);
  line({ ...open("one"), sweeping: false });
  line(rows(0, [id(1)]));
  expect(told).toEqual([1]);
  line(rows(1, [id(2), id(3)]));
  line(done);
  expect(told).toEqual([1]);
  while (ahead());
  expect(told).toEqual([1, 3]);
});

test("keeps what is shown while a cut stream is read again, and changes over when the new one has caught up", async () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  store.subscribe(() => undefined);
  for (const line of [open("one"), rows(0, [id(1), id(2)]), done]) server.stream(0).line(line);
  store.getState().selection.set(1, true);
  server.stream(0).end(CUT);
  await settle();
  expect(store.getState().connection).toMatchObject({ state: "cut", problem: { code: "stream-closed" } });
  expect(store.getState().snapshot.liveCount).toBe(2);

  await vi.advanceTimersByTimeAsync(5_000);
  server.stream(1).line(open("one"));
  server.stream(1).line(rows(0, [id(1)]));
  await settle();
  expect(store.getState()).toMatchObject({ catchingUp: true, connection: { state: "open" } });
  expect(store.getState().snapshot.liveCount).toBe(2);

  server.stream(1).line(rows(1, [id(2), id(3)]));
  await settle();
  expect(store.getState().catchingUp).toBe(false);
  expect(store.getState().snapshot.liveCount).toBe(3);
  expect(store.getState().selection.rows()).toEqual([1]);
});

test("finds the selection again by identity where the server's rows start anew", async () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  store.subscribe(() => undefined);
  for (const line of [open("one"), rows(0, [id(1), id(2), id(3)]), done]) server.stream(0).line(line);
  store.getState().selection.set(1, true);
  store.getState().selection.set(2, true);
  server.stream(0).end(CUT);
  await vi.advanceTimersByTimeAsync(5_000);
  for (const line of [open("two"), rows(0, [id(3), id(1)]), done]) server.stream(1).line(line);
  await settle();
  expect(store.getState().snapshot.id).toBe("two");
  expect(store.getState().selection.rows()).toEqual([0]);
});

test("waits longer after each cut in a row, and not at all when asked to try now", async () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  store.subscribe(() => undefined);
  server.stream(0).end(CUT);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.streams.length).toBe(2);
  server.stream(1).end(CUT);
  await vi.advanceTimersByTimeAsync(3_900);
  expect(server.streams.length).toBe(2);
  store.retryNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.streams.length).toBe(3);
});

test("tries nothing again once the session is over", async () => {
  const server = createServer();
  const store = new EstateStore(server.follow);
  store.subscribe(() => undefined);
  server.stream(0).end({ end: "signed-out" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.getState().connection).toEqual({ state: "signed-out" });
  expect(server.streams.length).toBe(1);
});
