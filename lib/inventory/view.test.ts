import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "#lib/domain/cell.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import type { Node } from "#lib/domain/node.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { FIELD_NAMES, type Filter, type Query } from "./query.ts";
import { arbitraryQuery, arbitraryStep, emptyInventory } from "./reference/arbitrary-estate.ts";
import type { NaiveInventory } from "./reference/naive-inventory.ts";
import { type NaiveRow, naiveFacet, naiveGroups, naiveRows } from "./reference/naive-query.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { Snapshot } from "./snapshot.ts";
import { VerdictColumns } from "./verdict-columns.ts";
import { View } from "./view.ts";

/** `npm run check:engine` asks for many more. */
const TIMES = Number(process.env.CADO_REACH_TIMES_AS_MANY ?? 1);
/** Histories; each asks about four queries. */
const CASES = 250 * TIMES;
const TAG = { key: "CadoResponseSSMEnabled", value: "True" };
const AUTHORIZE = createAuthorize({ identity: [renderVariant({ variant: "corrected", partition: "aws", tag: TAG })] });

const EVERYTHING: Query = { text: "", filters: [], sort: null, capability: "run-command", groupBy: null };

function rowsIn(view: View): number[] {
  return Array.from({ length: view.length }, (_, at) => view.rowAt(at));
}

/** The rows of a snapshot in which none is gone, for the naive engine. */
function nodesOf(snapshot: Snapshot): NaiveRow[] {
  return Array.from({ length: snapshot.rowCount }, (_, row) => {
    const cell = snapshot.cells[snapshot.cellOf(row)];
    if (cell === undefined) throw new Error(`row ${row} has no cell`);
    return naiveRow(row, snapshot.node(row), cell, "");
  });
}

function naiveRow(row: number, node: Node, cell: Cell, label: string): NaiveRow {
  const reading = readTagState(node.tags, TAG);
  const verdicts = {
    "run-command": decideVerdict(node, "run-command", TAG, AUTHORIZE),
    "port-forwarding": decideVerdict(node, "port-forwarding", TAG, AUTHORIZE),
  };
  return { row, node, cell, label, reading, verdict: (capability) => verdicts[capability] };
}

function rowsOf(inventory: NaiveInventory): NaiveRow[] {
  return inventory.live.map((row) => {
    const node = inventory.nodes[row];
    const cell = inventory.cells[inventory.cellOfRow[row] ?? 0];
    if (!node || cell === undefined) throw new Error(`row ${row} is not there`);
    return naiveRow(row, node, cell, node.account === "111111111111" ? "prod" : "Corp IT");
  });
}

describe("View", () => {
  it("answers every query as the naive engine does, while lines come between queries", () => {
    const history = fc.array(fc.oneof(arbitraryStep, arbitraryQuery), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(history, fc.constantFrom(...FIELD_NAMES, "tag:env"), (happenings, facetField) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("s"));
        const view = new View(snapshot, new VerdictColumns(snapshot, TAG, AUTHORIZE));
        for (const happening of happenings) {
          if ("kind" in happening) {
            for (const line of inventory.take(happening)) snapshot.apply(line);
            // What was foreseen then must not be the answer once it is no longer true.
            view.foresee({ field: facetField, direction: "asc" });
            continue;
          }
          view.run(happening);
          view.foresee({ field: facetField, direction: "desc" });
          const all = rowsOf(inventory);
          const expected = naiveRows(all, happening);
          const { groupBy } = happening;
          const groups = groupBy ? naiveGroups(expected, groupBy, happening) : [];
          const inOrder = groupBy ? groups.flatMap(({ rows }) => rows) : expected;
          expect(rowsIn(view)).toEqual(inOrder.map(({ row }) => row));
          expect(Array.from(view.groups, ({ value, kind, count }) => ({ value, kind, count }))).toEqual(
            groups.map(({ value, kind, rows }) => ({ value, kind, count: rows.length })),
          );
          for (const { row } of all) expect(view.indexOf(row)).toBe(inOrder.findIndex((found) => found.row === row));
          for (const field of [facetField, ...happening.filters.map((filter) => filter.field)]) {
            expect(view.facet(field)).toEqual(naiveFacet(all, field, happening));
          }
        }
      }),
      { numRuns: CASES },
    );
  });

  it("answers on many rows with many values as the naive engine does", () => {
    const nodes = Array.from({ length: 1200 }, (_, at) => {
      const number = (at * 7919) % 4001;
      const tags = at % 17 === 0 ? null : { env: `env-${number % 700}`, Name: `Web-${number}` };
      const account = at % 3 === 0 ? "111111111111" : "222222222222";
      return sampleNode(number, tags, {
        account,
        name: `${at % 2 ? "web" : "Web"}-${number % 2500}`,
        launched: 1_700_000_000 + number,
      });
    });
    const snapshot = sampleEstate(nodes);
    const view = new View(snapshot, new VerdictColumns(snapshot, TAG, AUTHORIZE));
    const all = nodesOf(snapshot);
    for (const field of ["name", "id", "launched", "tag:Name"]) {
      const filters: Query["filters"] = [{ field: "tag:env", op: "contains", values: ["1"] }];
      const query: Query = { ...EVERYTHING, text: "eb-1", filters, sort: { field, direction: "desc" }, groupBy: null };
      view.run(query);
      expect(rowsIn(view)).toEqual(naiveRows(all, query).map(({ row }) => row));
      expect(view.facet(field)).toEqual(naiveFacet(all, field, query));
    }
  });

  it("gives the same order whether it was prepared ahead or not", () => {
    const names = Array.from({ length: 5000 }, (_, at) => `web-${(at * 7919) % 5003}`);
    const snapshot = sampleEstate(names.map((name, at) => sampleNode(at, null, { name })));
    const view = new View(snapshot, new VerdictColumns(snapshot, TAG, AUTHORIZE));
    expect(snapshot.prepare()).toBe(true);
    view.run({ ...EVERYTHING, sort: { field: "name", direction: "asc" } });
    expect(snapshot.prepare()).toBe(false);
    const found = rowsIn(view).map((row) => snapshot.node(row).name);
    expect(found).toEqual(names.toSorted((one, other) => Number(one.slice(4)) - Number(other.slice(4))));
  });
});

describe("a query", () => {
  const snapshot = sampleEstate([
    sampleNode(0, { env: "prod", Name: "web-10" }, { name: "web-10" }),
    sampleNode(1, { env: "Prod" }, { name: "" }),
    sampleNode(2, { env: "" }, { name: "web-2" }),
    sampleNode(3, {}, { name: "Web-2" }),
    sampleNode(4, null, { name: "" }),
  ]);
  const view = new View(snapshot, new VerdictColumns(snapshot, TAG, AUTHORIZE));
  const found = (query: Partial<Query>): number[] => {
    view.run({ ...EVERYTHING, ...query });
    return rowsIn(view);
  };
  const filtered = (op: Filter["op"], ...values: string[]): number[] => found({ filters: [{ field: "tag:env", op, values }] });

  it.each<[op: Filter["op"], values: string[], rows: number[]]>([
    ["is", ["prod"], [0]],
    ["is", ["prod", "Prod"], [0, 1]],
    ["is", [""], [2]],
    ["is", [], []],
    ["is-not", ["prod"], [1, 2, 3]],
    ["is-not", [], [0, 1, 2, 3]],
    ["contains", ["PRO"], [0, 1]],
    ["not-contains", ["pro"], [2, 3]],
    ["exists", [], [0, 1, 2]],
    ["missing", [], [3]],
  ])("for tag env %s %j finds rows %j, and never the one whose tags are unread", (op, values, rows) => {
    expect(filtered(op, ...values)).toEqual(rows);
  });

  it("tells unread tags apart from missing ones in counts", () => {
    view.run(EVERYTHING);
    expect(view.facet("tag:env")).toEqual([
      { value: "", kind: "value", count: 1 },
      { value: "prod", kind: "value", count: 1 },
      { value: "Prod", kind: "value", count: 1 },
      { value: "", kind: "missing", count: 1 },
      { value: "", kind: "unread", count: 1 },
    ]);
    expect(view.facet("name").slice(-2)).toEqual([
      { value: "", kind: "missing", count: 1 },
      { value: "", kind: "unread", count: 1 },
    ]);
  });

  it("sorts names as people count, and rows without one last in both directions", () => {
    expect(found({ sort: { field: "name", direction: "asc" } })).toEqual([2, 3, 0, 1, 4]);
    expect(found({ sort: { field: "name", direction: "desc" } })).toEqual([0, 3, 2, 1, 4]);
  });

  it("wants every word, anywhere, without regard to case", () => {
    expect(found({ text: "  WEB eu-west-1 " })).toEqual([0, 2, 3]);
    expect(found({ text: "env=prod" })).toEqual([0, 1]);
    expect(found({ text: "web prod" })).toEqual([0]);
    expect(found({ text: "web prod nothing" })).toEqual([]);
  });

  it("counts a field's values under all filters but its own", () => {
    view.run({
      ...EVERYTHING,
      text: "online",
      filters: [
        { field: "tag:env", op: "is", values: ["prod"] },
        { field: "name", op: "contains", values: ["web"] },
      ],
    });
    expect(view.facet("tag:env").map(({ value, count }) => [value, count])).toEqual([
      ["", 1],
      ["prod", 1],
      ["", 1],
    ]);
    expect(view.facet("name").map(({ value }) => value)).toEqual(["web-10"]);
  });

  it("groups with the sort inside the groups", () => {
    view.run({ ...EVERYTHING, groupBy: "platform", sort: { field: "name", direction: "desc" } });
    expect([...view.groups]).toEqual([{ value: "linux", kind: "value", count: 5, start: 0 }]);
    view.run({ ...EVERYTHING, groupBy: "tag:env", sort: { field: "name", direction: "desc" } });
    expect(Array.from(view.groups, ({ value, kind, start }) => [value, kind, start])).toEqual([
      ["", "value", 0],
      ["prod", "value", 1],
      ["Prod", "value", 2],
      ["", "missing", 3],
      ["", "unread", 4],
    ]);
  });

  it("is refused for a field that is none", () => {
    expect(() => found({ sort: { field: "colour", direction: "asc" } })).toThrow(RangeError);
    view.run(EVERYTHING);
    expect(() => view.facet("toString")).toThrow(RangeError);
    expect(() => view.rowAt(5)).toThrow(RangeError);
    expect(view.indexOf(99)).toBe(-1);
  });

  it("is refused for verdicts of another snapshot", () => {
    const other = new VerdictColumns(sampleEstate([]), TAG, AUTHORIZE);
    expect(() => new View(snapshot, other)).toThrow(TypeError);
  });

  it("leaves an answer as it was when the view answers another query", () => {
    const estate = sampleEstate(Array.from({ length: 20 }, (_, at) => sampleNode(at, {})));
    const view = new View(estate, new VerdictColumns(estate, TAG, AUTHORIZE));
    const all = view.run(EVERYTHING);
    const rows = Array.from({ length: all.length }, (_, at) => all.rowAt(at));
    const none = view.run({ ...EVERYTHING, text: "no-node-has-this-text" });
    expect([none.length, all.length]).toEqual([0, rows.length]);
    expect(Array.from({ length: all.length }, (_, at) => all.rowAt(at))).toEqual(rows);
    expect(rows.map((row) => all.indexOf(row))).toEqual(rows.map((_, at) => at));
  });
});
