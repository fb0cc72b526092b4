import { expect, test } from "vitest";
import type { ResolvedList } from "#lib/inventory/resolve-list.ts";
import { leftOutText, listSections, listSentence } from "./list-words.ts";

const places = [
  { account: "1", region: "a" },
  { account: "2", region: "b" },
];
const NOTHING: ResolvedList = { found: [], unknown: [], ambiguous: [], duplicates: [], problems: [] };
const LIST: ResolvedList = {
  found: [4, 5],
  unknown: [
    { line: 2, text: "i-1", why: "not-listed", places: [] },
    { line: 3, text: "i-2", why: "elsewhere", places: places.slice(0, 1) },
  ],
  ambiguous: [{ line: 4, id: "i-3", places }],
  duplicates: [{ line: 6, text: "i-4", first: 1 }],
  problems: [{ line: 5, text: "a\tb", problem: "No id." }],
};

test("counts everything that a list came to", () => {
  expect(listSentence(LIST)).toBe("2 found, 2 not found, 1 in several places, 1 not understood, 1 listed twice.");
  expect(listSentence({ ...NOTHING, found: [1] })).toBe("1 found.");
});

test("names each line that was not taken, with why, and leaves out kinds that there are none of", () => {
  const sections = listSections(LIST, ({ account, region }) => `${account}/${region}`);
  expect(leftOutText(sections).split("\n")).toEqual([
    "line 2\ti-1\tEverything was read, and it is not there.",
    "line 3\ti-2\tIt is in 1/a.",
    "line 4\ti-3\tIt is in 1/a, 2/b. Add the region or the account.",
    "line 5\ta b\tNo id.",
    "line 6\ti-4\tFirst on line 1.",
  ]);
  expect(listSections(NOTHING, () => "")).toEqual([]);
});
