import { expect, test } from "vitest";
import { columnsParser, filterParser, nodeParser, sortParser } from "./instances-url.ts";

test.each([
  ["a filter", filterParser, "region = eu-west-1, us-east-1"],
  ["a filter on a tag", filterParser, 'tag "Cost centre" != "a, b"'],
  ["a sort", sortParser, "name"],
  ["a descending sort by a tag", sortParser, "-tag:env"],
  ["columns", columnsParser, "name,reach,tag:env"],
  ["a column of a tag key with a comma and a percent sign", columnsParser, "tag:a%2Cb%25"],
  ["a node", nodeParser, "111111111111/eu-west-1/i-0f3a9c10000000001"],
  ["a hybrid node", nodeParser, "111111111111/eu-west-1/mi-0f3a9c10000000001"],
])(
  "%s comes back from the URL as it went in",
  (_, parser: { parse: (text: string) => unknown; serialize: (value: never) => string }, text) => {
    const value = parser.parse(text);
    expect(value).not.toBeNull();
    expect(parser.serialize(value as never)).toBe(text);
  },
);

test.each([
  ["a filter on a field that does not exist", filterParser, "colour = red"],
  ["a filter that is not finished", filterParser, "region ="],
  ["a sort by a field that does not exist", sortParser, "colour"],
  ["columns of which none exists", columnsParser, "colour,shape"],
  ["a node without its region", nodeParser, "111111111111/i-0f3a9c10000000001"],
  ["a node with more than its parts", nodeParser, "111111111111/eu-west-1/i-0f3a9c10000000001/x"],
  ["a node with another account's shape", nodeParser, "1111/eu-west-1/i-0f3a9c10000000001"],
])("%s is left out", (_, parser: { parse: (text: string) => unknown }, text) => {
  expect(parser.parse(text)).toBeNull();
});

test("a column named twice is shown once", () => {
  expect(columnsParser.parse("name,reach,name")).toEqual(["name", "reach"]);
});
