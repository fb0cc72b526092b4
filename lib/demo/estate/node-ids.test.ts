import fc from "fast-check";
import { expect, test } from "vitest";
import { createNodeIds } from "./node-ids.ts";

const row = fc.integer({ min: 0, max: 2 ** 26 - 1 });
const place = fc.oneof(
  fc.record({ kind: fc.constantFrom("long" as const, "hybrid" as const), cell: fc.integer({ min: 0, max: 1023 }), row }),
  fc.record({ kind: fc.constant("short" as const), cell: fc.integer({ min: 0, max: 63 }), row }),
);

test("a place is found again from its id, for every seed", () => {
  fc.assert(
    fc.property(fc.integer(), place, (seed, where) => {
      const ids = createNodeIds(seed);
      const id = ids.idOf(where);
      expect(id).toMatch(/^(i-([0-9a-f]{8}|0[0-9a-f]{16})|mi-0[0-9a-f]{16})$/);
      expect(ids.placeOf(id)).toEqual(where);
    }),
  );
});

test("neighbours do not look like neighbours", () => {
  const ids = createNodeIds(1);
  const starts = new Set(Array.from({ length: 200 }, (_, row) => ids.idOf({ kind: "long", cell: 0, row }).slice(0, 7)));
  expect(starts.size).toBeGreaterThan(195);
});

test("an EC2 id with a hybrid node's digits is of no place, nor the other way round", () => {
  const ids = createNodeIds(1);
  const hybrid = ids.idOf({ kind: "hybrid", cell: 2, row: 5 });
  const ec2 = ids.idOf({ kind: "long", cell: 2, row: 5 });
  expect(ids.placeOf(hybrid.replace("mi-", "i-"))).toBeUndefined();
  expect(ids.placeOf(ec2.replace("i-", "mi-"))).toBeUndefined();
});
