import { expect, test } from "vitest";
import type { FacetValue } from "#lib/inventory/view.ts";
import { suggestFilters } from "./filter-suggestions.ts";

const FACETS: Readonly<Record<string, readonly FacetValue[]>> = {
  region: [
    { value: "eu-west-1", kind: "value", count: 3 },
    { value: "eu-west-2", kind: "value", count: 9 },
    { value: "us-east-1", kind: "value", count: 5 },
  ],
  "tag:env": [
    { value: "prod", kind: "value", count: 4 },
    { value: "", kind: "missing", count: 8 },
  ],
};
const suggest = (input: string) => suggestFilters(input, ["env", "Cost centre"], (field) => FACETS[field] ?? []);

test.each([
  ["reg", ["region = "]],
  ["cost", ['tag "Cost centre" = ']],
  ["tag", ["cado-tag = ", "tag-value = ", "tag env = ", 'tag "Cost centre" = ']],
  ["tag e", ["tag env = ", 'tag "Cost centre" = ']],
])("%s offers the fields of that name", (input, texts) => {
  expect(
    suggest(input)
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(texts.toSorted());
});

test("a named field offers its signs", () => {
  expect(suggest("region ").map(({ text }) => text)).toEqual([
    "region = ",
    "region != ",
    "region : ",
    "region exists",
    "region missing",
  ]);
});

test.each([
  ["region = ", ["region = eu-west-2", "region = us-east-1", "region = eu-west-1"]],
  ["region = eu", ["region = eu-west-2", "region = eu-west-1"]],
  ["region != us", ["region != us-east-1"]],
  ["tag env = ", ["tag env = prod"]],
])("%s offers the values that are there, the most frequent first", (input, texts) => {
  expect(suggest(input).map(({ text }) => text)).toEqual(texts);
});

test.each(["", "   ", "zzz", "region : eu", "region = eu-west-1, us-east-1"])("%j offers nothing", (input) => {
  expect(suggest(input)).toEqual([]);
});
