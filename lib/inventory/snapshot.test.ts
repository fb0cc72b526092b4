import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { arbitraryStep, emptyInventory } from "./reference/arbitrary-estate.ts";
import type { NaiveInventory } from "./reference/naive-inventory.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { Snapshot } from "./snapshot.ts";
import { encodeRows } from "./sweep/encode-columns.ts";
import type { TagsColumn, WireLine } from "./wire.ts";
import { WireError } from "./wire-error.ts";

const steps = fc.array(arbitraryStep, { maxLength: 12 });

function nodesOf(snapshot: Snapshot): (Node | null)[] {
  return Array.from({ length: snapshot.rowCount }, (_, row) => (snapshot.isGone(row) ? null : snapshot.node(row)));
}

/** As over the wire: what is not JSON does not survive. */
function sent(line: WireLine): WireLine {
  return JSON.parse(JSON.stringify(line));
}

function play(inventory: NaiveInventory, snapshot: Snapshot, happenings: Parameters<NaiveInventory["take"]>[0][]): void {
  for (const step of happenings) for (const line of inventory.take(step)) snapshot.apply(sent(line));
}

function emptySnapshot(inventory: NaiveInventory): Snapshot {
  const snapshot = new Snapshot();
  snapshot.apply(sent(inventory.open("first")));
  return snapshot;
}

describe("Snapshot", () => {
  it("knows an estate that was read to the end as arriving until its last line", () => {
    const source = sampleEstate([sampleNode(1, {}), sampleNode(2, {})]);
    const copy = new Snapshot();
    expect(copy.arriving).toBe(false);
    copy.apply({ ...source.openLine(), sweeping: false });
    copy.apply(source.encodeRows(0, 1));
    expect(copy.arriving).toBe(true);
    copy.apply(source.encodeRows(1, 1));
    copy.apply({ t: "done", asOf: "2026-01-01T00:00:00.000Z" });
    expect(copy.arriving).toBe(false);
    copy.apply({ ...source.openLine(), sweeping: true });
    expect(copy.arriving).toBe(false);
  });

  it("puts the texts of an estate that arrives in order in few parts, as they would be without", () => {
    const names = Array.from({ length: 50_000 }, (_, at) => `web-${(at * 7919) % 50_000}`);
    const source = sampleEstate(names.map((name, at) => sampleNode(at, null, { name })));
    const copy = new Snapshot();
    copy.apply({ ...source.openLine(), sweeping: false });
    let parts = 0;
    const prepare = () => {
      while (copy.prepare()) parts += 1;
    };
    for (let row = 0; row < source.rowCount; row += 10_000) {
      copy.apply(source.encodeRows(row, 10_000));
      prepare();
    }
    copy.apply({ t: "done", asOf: "2026-01-01T00:00:00.000Z" });
    prepare();
    expect(parts).toBe(2);
    const namesInOrder = (snapshot: Snapshot): string[] => {
      const codes = Uint32Array.from(new Set(snapshot.rows.codes.name.subarray(0, snapshot.rowCount)));
      snapshot.rows.order.sort(codes);
      return Array.from(codes, (code) => snapshot.rows.texts.text(code));
    };
    expect(namesInOrder(copy)).toEqual(namesInOrder(source));
    expect(namesInOrder(copy).slice(0, 3)).toEqual(["web-0", "web-1", "web-2"]);
  });

  it("has every fact of every node after any history, and finds each node by its identity", () => {
    fc.assert(
      fc.property(steps, (happenings) => {
        const inventory = emptyInventory();
        const snapshot = emptySnapshot(inventory);
        play(inventory, snapshot, happenings);
        expect(nodesOf(snapshot)).toEqual(inventory.nodes);
        expect(snapshot.liveCount).toBe(inventory.live.length);
        expect(snapshot.cells).toEqual(inventory.cells);
        for (const [row, node] of inventory.nodes.entries()) {
          expect(snapshot.cellOf(row)).toBe(inventory.cellOfRow[row]);
          if (node !== null) expect(snapshot.rowOf(node.account, node.region, node.id)).toBe(row);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is the same to whoever comes later and is told the rows as they are, and stays so", () => {
    fc.assert(
      fc.property(steps, steps, fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constant(1_000)), (before, after, chunk) => {
        const inventory = emptyInventory();
        const first = emptySnapshot(inventory);
        play(inventory, first, before);
        const second = new Snapshot();
        second.apply(sent(first.openLine()));
        for (let row = 0; row < first.rowCount; row += chunk) second.apply(sent(first.encodeRows(row, chunk)));
        expect(nodesOf(second)).toEqual(inventory.nodes);
        play(inventory, second, after);
        expect(nodesOf(second)).toEqual(inventory.nodes);
        expect(second.liveCount).toBe(inventory.live.length);
      }),
      { numRuns: 150 },
    );
  });

  it("does not find a node that is gone, and finds it again where it has come back", () => {
    const node = sampleNode(1, {});
    const snapshot = sampleEstate([node]);
    snapshot.apply({ t: "gone", rows: [0] });
    expect(snapshot.rowOf(node.account, node.region, node.id)).toBeUndefined();
    snapshot.apply({ t: "rows", at: 1, n: 1, cols: encodeRows(0, [node]) });
    expect(snapshot.rowOf(node.account, node.region, node.id)).toBe(1);
    expect([snapshot.isGone(0), snapshot.isGone(1), snapshot.liveCount]).toEqual([true, false, 1]);
  });

  it("tells apart the same id in two regions, and does not know it in a third", () => {
    const here = sampleNode(1, {}, { region: "eu-west-1" });
    const there = sampleNode(1, {}, { region: "us-east-1" });
    const snapshot = sampleEstate([here, there]);
    expect([here, there].map((node) => snapshot.rowOf(node.account, node.region, node.id))).toEqual([0, 1]);
    const account = parseAccountId("222222222222");
    const region = parseRegionName("eu-west-1");
    expect(account && region && snapshot.rowOf(account, region, here.id)).toBeUndefined();
  });

  it("keeps unread tags apart from none, and any key as a key", () => {
    const tags = [
      null,
      {},
      Object.fromEntries([
        ["__proto__", "x"],
        ["", ""],
        ["a=b", "\u0000"],
      ]),
    ];
    const snapshot = sampleEstate(tags.map((each, at) => sampleNode(at, each)));
    expect(tags.map((_, row) => snapshot.node(row).tags)).toEqual(tags);
    expect(Object.keys(snapshot.node(2).tags ?? {})).toEqual(["__proto__", "", "a=b"]);
  });

  it("forgets everything at another open line", () => {
    const snapshot = sampleEstate([sampleNode(1, {})]);
    snapshot.apply({ ...snapshot.openLine(), snapshot: "another", cells: [] });
    expect([snapshot.id, snapshot.rowCount, snapshot.liveCount, snapshot.cells]).toEqual(["another", 0, 0, []]);
  });

  it("is sweeping until the done line, and again from the first cell that is read again", () => {
    const snapshot = sampleEstate([sampleNode(1, {})]);
    expect([snapshot.sweeping, snapshot.asOf]).toEqual([false, "2026-03-12T12:00:00Z"]);
    const [cell] = snapshot.cells;
    if (cell === undefined) throw new Error("no cell");
    snapshot.apply({ t: "cell", cell: { ...cell, state: "reading" } });
    expect(snapshot.sweeping).toBe(true);
  });

  it("has no node, but a number, for a row that was gone before the stream began", () => {
    const first = sampleEstate([sampleNode(1, {}), sampleNode(2, {})]);
    first.apply({ t: "gone", rows: [0] });
    const second = new Snapshot();
    second.apply(first.openLine());
    second.apply(first.encodeRows(0, 10));
    expect([second.isGone(0), second.isGone(1), second.liveCount]).toEqual([true, false, 1]);
    expect(() => second.node(0)).toThrow(RangeError);
    expect(() => second.node(2)).toThrow(RangeError);
  });
});

describe("a line that does not fit", () => {
  const nodes = [sampleNode(1, { env: "prod" }), sampleNode(2, null), sampleNode(3, {})];
  const rows = encodeRows(0, [sampleNode(9, { env: "prod", team: "data" })]);
  const line = (cols: object): WireLine => ({ t: "rows", at: 3, n: 1, cols: { ...rows, ...cols } });
  const broken = (value: unknown): WireLine => value as WireLine;
  const opened = sampleEstate(nodes).openLine();
  const [cell] = opened.cells;
  const { tags: _, ...withoutTags } = rows;
  const noTags: TagsColumn = { k: [], v: [], pairs: [0, [], []], lists: [0, [], []], c: 0 };

  it.each<[what: string, line: WireLine]>([
    ["null", broken(null)],
    ["text", broken("rows")],
    ["a line of an unknown kind", broken({ t: "more" })],
    ["another version", broken({ ...opened, v: 1 })],
    ["an open line with cells out of order", broken({ ...opened, cells: [{ ...cell, index: 1 }] })],
    ["an open line without a snapshot", { ...opened, snapshot: "" }],
    ["an open line without a tag", broken({ ...opened, tag: undefined })],
    ["rows that leave a hole", { t: "rows", at: 4, n: 1, cols: rows }],
    ["rows that are there already", { t: "rows", at: 2, n: 1, cols: rows }],
    ["a negative count", { t: "rows", at: 3, n: -1, cols: rows }],
    ["fewer values than rows", { t: "rows", at: 3, n: 2, cols: rows }],
    ["a column that is not there", broken({ t: "rows", at: 3, n: 1, cols: withoutTags })],
    ["columns that are not there", broken({ t: "rows", at: 3, n: 1 })],
    ["a cell that is not there", line({ cell: [7] })],
    ["a fraction of a cell", line({ cell: [0.5] })],
    ["a text that is not there", line({ name: { d: ["a"], c: [1] } })],
    ["a negative text number", line({ name: { d: ["a"], c: [-1] } })],
    ["a text that is a number", line({ name: { d: [1], c: [0] } })],
    ["a state outside its vocabulary", line({ state: { d: ["asleep"], c: [0] } })],
    ["an SSM state outside its vocabulary", line({ ssm: { d: ["Online"], c: [0] } })],
    ["a time before time", line({ lastPing: [-1] })],
    ["a time that is text", line({ launched: ["2026"] })],
    ["an id that is none", line({ id: { head: 1, high: 0, low: 0 } })],
    ["an id as text", broken({ t: "rows", at: 3, n: 1, cols: { ...rows, id: [nodes[0]?.id] } })],
    ["a node that is there already", line({ id: { head: 32, high: 0, low: 1 } })],
    ["numbers packed with no size", line({ launched: "AAAA" })],
    ["numbers packed with five bytes", line({ launched: "5AAAAAAA" })],
    ["numbers packed short", line({ launched: "4AAAA" })],
    ["numbers packed long", line({ launched: "4AAAAAAA" })],
    ["numbers packed with what is no digit", line({ launched: "4AAAA*A" })],
    ["numbers packed with what is beyond digits", line({ launched: "4AAAA\u2028A" })],
    ["a number for all that is too large", line({ launched: 2 ** 32 })],
    ["more rows than anybody has", broken({ t: "rows", at: 3, n: 2 ** 31, cols: { ...rows, cell: 0 } })],
    ["tags that are a list", line({ tags: [] })],
    ["a tag that is not there", line({ tags: { ...noTags, pairs: [1, 0, 0] } })],
    ["a pair that is not there", line({ tags: { ...noTags, lists: [1, 0, 1] } })],
    ["a list that is not there", line({ tags: { ...noTags, c: [2] } })],
    ["a list that adds to one before the first", line({ tags: { ...noTags, lists: [1, 1, 0] } })],
    ["a count of pairs that is text", line({ tags: { ...noTags, pairs: ["1", 0, 0] } })],
    ["lists without members", line({ tags: { ...noTags, lists: [1, 0] } })],
    [
      "the first of many tag keys twice",
      line({
        tags: {
          k: Array.from({ length: 70 }, (_, at) => `key ${at}`),
          v: ["a"],
          pairs: [70, Array.from({ length: 70 }, (_, at) => at), 0],
          lists: [71, 0, [...Array.from({ length: 70 }, (_, at) => at + 1), 1]],
          c: 72,
        },
      }),
    ],
    ["a tag key twice", line({ tags: { k: ["env"], v: ["a", "b"], pairs: [2, 0, [0, 1]], lists: [2, 0, [1, 2]], c: 3 } })],
    [
      "a tag key twice, told twice",
      line({ tags: { k: ["env", "env"], v: ["a"], pairs: [2, [0, 1], 0], lists: [2, 0, [1, 2]], c: 3 } }),
    ],
    [
      "a name twice, once as the row's own",
      line({ tags: { k: ["Name"], v: ["a"], pairs: [1, 0, 0], lists: [2, 0, [0, 1]], c: 3 } }),
    ],
    ["an address that is a number", line({ privateIp: [1] })],
    ["an address that is not there", line({ privateIp: { d: [], c: [0xf0000000] } })],
    ["a set of tags that are names, without names", { t: "set", rows: [0], cols: { tags: { ...noTags, lists: [1, 0, 0] } } }],
    ["a set of a row that is not there", { t: "set", rows: [3], cols: { lastPing: [1] } }],
    ["a set of a row that is gone", { t: "set", rows: [2], cols: { lastPing: [1] } }],
    ["a set of one row twice", { t: "set", rows: [0, 0], cols: { lastPing: [1, 2] } }],
    ["a set of another length", { t: "set", rows: [0, 1], cols: { lastPing: [1] } }],
    ["a set with a bad column after a good one", { t: "set", rows: [0], cols: { lastPing: [1], launched: [-1] } }],
    ["a set of an unknown column", broken({ t: "set", rows: [0], cols: { colour: [1] } })],
    ["a set of an inherited column", broken({ t: "set", rows: [0], cols: { toString: [1] } })],
    ["a set of the id", broken({ t: "set", rows: [0], cols: { id: { head: 16, high: 0, low: 1 } } })],
    ["a set of the cell", { t: "set", rows: [0], cols: { cell: [0] } }],
    ["a gone row that never was", { t: "gone", rows: [-1] }],
    ["a gone row that is gone", { t: "gone", rows: [2] }],
    ["a gone row named twice", { t: "gone", rows: [0, 0] }],
    ["gone rows that are no list", broken({ t: "gone", rows: 0 })],
    ["a cell that leaves a hole", broken({ t: "cell", cell: { ...cell, index: 3 } })],
    ["a cell that becomes another", broken({ t: "cell", cell: { ...cell, region: "us-west-2" } })],
    ["a cell that is not there", broken({ t: "cell" })],
    ["a done line without a time", broken({ t: "done" })],
  ])("is refused and changes nothing: %s", (_what, bad) => {
    const snapshot = sampleEstate(nodes);
    snapshot.apply({ t: "gone", rows: [2] });
    const before = [nodesOf(snapshot), snapshot.cells, snapshot.version, snapshot.openLine()];
    expect(() => snapshot.apply(bad)).toThrow(WireError);
    expect([nodesOf(snapshot), snapshot.cells, snapshot.version, snapshot.openLine()]).toEqual(before);
  });

  it("is refused whole or taken whole, wherever in it something else stands", () => {
    const many = Array.from({ length: 40 }, (_, at) => sampleNode(100 + at, { env: `e${at % 3}`, Name: `node-${100 + at}` }));
    const good: WireLine = { t: "rows", at: 3, n: many.length, cols: encodeRows(0, many) };
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(0, 1, -1, 2 ** 32, 0.5, "", "1AAAA", "n1AAAA", "4____", [], {}, null, "\u0000", [0, 0, 0]),
    );
    fc.assert(
      fc.property(fc.nat(), anything, (pick, other) => {
        const snapshot = sampleEstate(nodes);
        const before = [nodesOf(snapshot), snapshot.version, snapshot.liveCount];
        const bad = withOther(good, pick, other);
        try {
          snapshot.apply(bad);
          expect(nodesOf(snapshot).length).toBe(snapshot.rowCount);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
          expect([nodesOf(snapshot), snapshot.version, snapshot.liveCount]).toEqual(before);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is refused before the stream was opened", () => {
    expect(() => new Snapshot().apply({ t: "done", asOf: "2026-03-12T12:00:00Z" })).toThrow(WireError);
  });

  it("is refused where one id is in one cell twice, and taken where it is in two", () => {
    const snapshot = sampleEstate([sampleNode(1, {}), sampleNode(2, {}, { region: "us-east-1" })]);
    const twice = encodeRows(0, [sampleNode(5, {}), sampleNode(5, {}), sampleNode(5, {})]);
    expect(() => snapshot.apply({ t: "rows", at: 2, n: 3, cols: { ...twice, cell: [0, 1, 0] } })).toThrow(WireError);
    snapshot.apply({ t: "rows", at: 2, n: 2, cols: { ...encodeRows(0, [sampleNode(5, {}), sampleNode(5, {})]), cell: [0, 1] } });
    expect(snapshot.liveCount).toBe(4);
  });
});

/** A copy of the line in which one of its values, numbered in order of depth, is another. */
function withOther(line: WireLine, pick: number, other: unknown): WireLine {
  const copy: unknown = JSON.parse(JSON.stringify(line));
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      walk(holder[key]);
    }
  };
  walk(copy);
  const place = places[pick % places.length];
  if (place !== undefined) place[0][place[1]] = other;
  return copy as WireLine;
}
