import { expect, test } from "vitest";
import type { Filter } from "#lib/inventory/view.ts";
import { addFilter, chosenReaches, removeFilter, toggleValue } from "./edit-filters.ts";

const region: Filter = { field: "region", op: "is", values: ["eu-west-1"] };
const name: Filter = { field: "name", op: "contains", values: ["web"] };

test("a second value of a field widens its filter", () => {
  expect(addFilter([region, name], { ...region, values: ["us-east-1"] })).toEqual([
    name,
    { ...region, values: ["eu-west-1", "us-east-1"] },
  ]);
});

test("the same filter is not there twice", () => {
  expect(addFilter([name, region], name)).toEqual([region, name]);
  expect(addFilter([region], region)).toEqual([region]);
});

test("filters of other kinds on one field stand beside each other", () => {
  const not: Filter = { field: "region", op: "is-not", values: ["eu-west-1"] };
  expect(addFilter([region], not)).toEqual([region, not]);
});

test("removes the filter that is meant, and no other", () => {
  expect(removeFilter([region, name], region)).toEqual([name]);
});

test("a value goes in and out again, in its place, and the filter goes with the last one", () => {
  const two = toggleValue([region, name], "region", "us-east-1");
  expect(two).toEqual([{ ...region, values: ["eu-west-1", "us-east-1"] }, name]);
  expect(toggleValue(two, "region", "eu-west-1")).toEqual([{ ...region, values: ["us-east-1"] }, name]);
  expect(toggleValue([region, name], "region", "eu-west-1")).toEqual([name]);
  expect(toggleValue([name], "region", "eu-west-1")).toEqual([name, region]);
});

test("tells which counts of coverage are asked for", () => {
  expect(chosenReaches([{ field: "reach", op: "is", values: ["tag", "colour", "reachable"] }])).toEqual(["reachable", "tag"]);
  expect(chosenReaches([{ field: "reach", op: "is-not", values: ["tag"] }])).toEqual([]);
});
