import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { arbitraryQuery, arbitraryStep, emptyInventory } from "./reference/arbitrary-estate.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { Selection } from "./selection.ts";
import { Snapshot } from "./snapshot.ts";
import { VerdictColumns } from "./verdict-columns.ts";
import { type Query, View } from "./view.ts";

/** `npm run check:engine` asks for many more. */
const TIMES = Number(process.env.CADO_REACH_TIMES_AS_MANY ?? 1);

const nobody = createAuthorize({ identity: [] });
const everything: Query = { text: "", filters: [], sort: null, capability: "run-command" };

function viewOf(snapshot: Snapshot, query: Query = everything): View {
  const view = new View(snapshot, new VerdictColumns(snapshot, DOCUMENTED_TAG, nobody));
  view.run(query);
  return view;
}

function estateOf(count: number): Snapshot {
  return sampleEstate(Array.from({ length: count }, (_, at) => sampleNode(at, {}, { name: at % 2 === 0 ? "even" : "odd" })));
}

describe("Selection", () => {
  it("holds what a Set holds, under any choices, queries and changes of the estate", () => {
    const choice = fc.oneof(
      fc.record({ do: fc.constant("set" as const), pick: fc.nat(), on: fc.boolean() }),
      fc.record({ do: fc.constant("toggle" as const), pick: fc.nat() }),
      fc.record({ do: fc.constant("range" as const), from: fc.nat(), to: fc.nat() }),
      fc.constantFrom({ do: "all" as const }, { do: "none" as const }, { do: "clear" as const }),
    );
    const happenings = fc.array(fc.oneof(arbitraryStep, arbitraryQuery, choice, choice), { maxLength: 20 });
    fc.assert(
      fc.property(happenings, (steps) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("first"));
        const selection = new Selection(snapshot);
        const view = viewOf(snapshot);
        const expected = new Set<number>();
        for (const step of steps) {
          const shown = Array.from({ length: view.length }, (_, at) => view.rowAt(at));
          const { version } = selection;
          const before = selection.rows();
          if ("kind" in step) {
            for (const line of inventory.take(step)) snapshot.apply(line);
          } else if ("text" in step) view.run(step);
          else if (step.do === "all") {
            selection.addAllMatching(view);
            for (const row of shown) expected.add(row);
          } else if (step.do === "none") {
            selection.removeAllMatching(view);
            for (const row of shown) expected.delete(row);
          } else if (step.do === "clear") {
            selection.clear();
            expected.clear();
          } else if (step.do === "range") {
            if (shown.length === 0) continue;
            const [from, to] = [step.from % shown.length, step.to % shown.length];
            selection.addRange(view, from, to);
            for (const row of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) expected.add(row);
          } else {
            if (snapshot.rowCount === 0) continue;
            const row = step.pick % snapshot.rowCount;
            const on = step.do === "set" ? step.on : !expected.has(row);
            if (step.do === "set") selection.set(row, on);
            else selection.toggle(row);
            if (on) expected.add(row);
            else expected.delete(row);
          }
          for (const row of expected) if (snapshot.isGone(row)) expected.delete(row);
          expect(selection.rows()).toEqual([...expected].sort((one, other) => one - other));
          expect(selection.size).toBe(expected.size);
          expect(selection.hiddenBy(view)).toBe([...expected].filter((row) => view.indexOf(row) < 0).length);
          for (let row = 0; row < snapshot.rowCount; row += 1) expect(selection.has(row)).toBe(expected.has(row));
          if ("do" in step && selection.rows().join() !== before.join()) expect(selection.version).toBeGreaterThan(version);
        }
      }),
      { numRuns: 150 * TIMES },
    );
  });

  it("selects all matching, and counts those that another filter then hides", () => {
    const snapshot = estateOf(100);
    const selection = new Selection(snapshot);
    selection.addAllMatching(viewOf(snapshot, { ...everything, text: "even" }));
    const odd = viewOf(snapshot, { ...everything, text: "odd" });
    expect([selection.size, selection.hiddenBy(odd), selection.hiddenBy(viewOf(snapshot))]).toEqual([50, 50, 0]);
  });

  it("takes a range from either end, and none beyond the view", () => {
    const snapshot = estateOf(10);
    const selection = new Selection(snapshot);
    const view = viewOf(snapshot, { ...everything, text: "odd" });
    selection.addRange(view, 3, 1);
    expect(selection.rows()).toEqual([3, 5, 7]);
    expect(() => selection.addRange(view, 0, 5)).toThrow(RangeError);
    expect(selection.rows()).toEqual([3, 5, 7]);
  });

  it("lets go of nodes that are gone, and does not choose them again", () => {
    const snapshot = estateOf(3);
    const selection = new Selection(snapshot);
    selection.addAllMatching(viewOf(snapshot));
    snapshot.apply({ t: "gone", rows: [1] });
    selection.set(1, true);
    expect([selection.size, selection.rows(), selection.has(1)]).toEqual([2, [0, 2], false]);
  });

  it("is still there when the same snapshot was opened again, and empty for another one", () => {
    const snapshot = estateOf(3);
    const selection = new Selection(snapshot);
    selection.set(2, true);
    const rows = snapshot.encodeRows(0, 3);
    snapshot.apply(snapshot.openLine());
    expect(selection.size).toBe(0);
    snapshot.apply(rows);
    expect(selection.rows()).toEqual([2]);
    snapshot.apply({ ...snapshot.openLine(), snapshot: "another" });
    snapshot.apply(rows);
    expect(selection.rows()).toEqual([]);
  });
});
