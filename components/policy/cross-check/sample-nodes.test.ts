import { expect, test } from "vitest";
import type { Node } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { sampleEstate, sampleNode } from "#lib/inventory/reference/sample-estate.ts";
import { sampleNodes } from "./sample-nodes.ts";

const TAGGED = { [DOCUMENTED_TAG.key]: DOCUMENTED_TAG.value };
const WRONG = { [DOCUMENTED_TAG.key]: "true" };

function many(count: number, make: (at: number) => Node): Node[] {
  return Array.from({ length: count }, (_, at) => make(at + 1));
}

test("takes of every sort before it takes a second of any, however rare the sort", () => {
  const nodes = [
    ...many(500, (at) => sampleNode(at, {})),
    sampleNode(901, TAGGED),
    sampleNode(902, WRONG),
    sampleNode(903, TAGGED, { platform: "windows" }),
    sampleNode(904, {}, { account: "222222222222" }),
  ];
  const sample = sampleNodes(sampleEstate(nodes), 8).map(({ id }) => Number.parseInt(id.slice(2), 16));
  expect(sample).toHaveLength(8);
  expect(new Set(sample).size).toBe(8);
  for (const rare of [901, 902, 903, 904]) expect(sample).toContain(rare);
});

test("takes other nodes in another turn, and the same ones in the same", () => {
  const snapshot = sampleEstate(many(200, (at) => sampleNode(at, {})));
  expect(sampleNodes(snapshot, 5, 0)).toEqual(sampleNodes(snapshot, 5, 0));
  expect(sampleNodes(snapshot, 5, 1)).not.toEqual(sampleNodes(snapshot, 5, 0));
});

test("leaves out what nothing can be asked about, and has none where there is none", () => {
  const nodes = [sampleNode(1, null), sampleNode(2, {}, { state: "terminated" }), sampleNode(3, {}, { state: "shutting-down" })];
  expect(sampleNodes(sampleEstate(nodes), 5)).toEqual([]);
  expect(sampleNodes(sampleEstate([...nodes, sampleNode(4, {}, { state: "stopped" })]), 5)).toHaveLength(1);
});

test("looks at some thousand rows of a large estate, spread over all of it", () => {
  const snapshot = sampleEstate(many(20_000, (at) => sampleNode(at, at > 15_000 ? TAGGED : {})));
  const ids = sampleNodes(snapshot, 20).map(({ id }) => Number.parseInt(id.slice(2), 16));
  expect(ids).toHaveLength(20);
  expect(ids.some((id) => id > 15_000)).toBe(true);
});
