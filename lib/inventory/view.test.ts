import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Authorize } from "#lib/domain/authorization.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { FIELD_NAMES } from "./query.ts";
import { arbitraryQuery, arbitraryStep, emptyInventory } from "./reference/arbitrary-estate.ts";
import type { NaiveInventory } from "./reference/naive-inventory.ts";
import { type NaiveRow, naiveFacet, naiveGroups, naiveRows } from "./reference/naive-query.ts";
import { Snapshot } from "./snapshot.ts";
import { VerdictColumns } from "./verdict-columns.ts";
import { View } from "./view.ts";

/** Histories; each asks about four queries. */
const CASES = 250;
const TAG = { key: "CadoResponseSSMEnabled", value: "True" };
const AUTHORIZE = createAuthorize({ identity: [renderVariant({ variant: "corrected", partition: "aws", tag: TAG })] });

function rowsOf(inventory: NaiveInventory, authorize: Authorize): NaiveRow[] {
  return inventory.live.map((row) => {
    const node = inventory.nodes[row];
    const cell = inventory.cells[inventory.cellOfRow[row] ?? 0];
    if (!node || cell === undefined) throw new Error(`row ${row} is not there`);
    const label = node.account === "111111111111" ? "prod" : "Corp IT";
    const reading = readTagState(node.tags, TAG);
    const verdicts = {
      "run-command": decideVerdict(node, "run-command", TAG, authorize),
      "port-forwarding": decideVerdict(node, "port-forwarding", TAG, authorize),
    };
    return { row, node, cell, label, reading, verdict: (capability) => verdicts[capability] };
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
            continue;
          }
          view.run(happening);
          const all = rowsOf(inventory, AUTHORIZE);
          const expected = naiveRows(all, happening);
          const { groupBy } = happening;
          const groups = groupBy ? naiveGroups(expected, groupBy, happening) : [];
          const inOrder = groupBy ? groups.flatMap(({ rows }) => rows) : expected;
          expect(Array.from({ length: view.length }, (_, at) => view.rowAt(at))).toEqual(inOrder.map(({ row }) => row));
          expect(view.groups.map(({ value, kind, count }) => ({ value, kind, count }))).toEqual(
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
});
