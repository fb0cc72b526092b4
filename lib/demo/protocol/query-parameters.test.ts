import { expect, test } from "vitest";
import { QueryParameters } from "./query-parameters.ts";

test("reads a list by its numbers, whatever their order and gaps", () => {
  const parameters = new QueryParameters("ResourceId.10=c&ResourceId.2=b&ResourceId.1=a&ResourceIds.3=x&ResourceId.x=y");
  expect(parameters.list("ResourceId")).toEqual(["a", "b", "c"]);
});

test("reads structures by their numbers, each once", () => {
  const parameters = new QueryParameters("Filter.2.Name=b&Filter.1.Value.1=x&Filter.1.Value.2=y&Filter.1.Name=a");
  expect(parameters.members("Filter")).toEqual(["Filter.1", "Filter.2"]);
  expect(parameters.list("Filter.1.Value")).toEqual(["x", "y"]);
});

test("keeps empty values and decodes the others", () => {
  const parameters = new QueryParameters("Tag.1.Value=&Tag.2.Value=a+b%26%C3%A9");
  expect([parameters.text("Tag.1.Value"), parameters.text("Tag.2.Value"), parameters.text("Tag.3.Value")]).toEqual([
    "",
    "a b&é",
    undefined,
  ]);
});

test.each([
  ["a flag that is neither", () => new QueryParameters("DryRun=maybe").flag("DryRun")],
  ["a number that is none", () => new QueryParameters("MaxResults=five").integer("MaxResults")],
  ["a parameter that has to be there", () => new QueryParameters("").required("RoleArn")],
])("refuses %s", (_, read) => {
  expect(read).toThrow();
});
