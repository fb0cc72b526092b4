import { expect, test } from "vitest";
import { PageTokens } from "./page-token.ts";

const tokens = new PageTokens(Buffer.from("secret"));
const position = { row: 1_000_000, item: 49, page: 1001 };
const token = tokens.make("query", position);

test("gives the position back to the query that it was made for", () => {
  expect(tokens.read("query", token)).toEqual(position);
});

test.each([
  ["of another query", "other", token],
  ["that was changed", "query", `${token[0] === "A" ? "B" : "A"}${token.slice(1)}`],
  ["that was cut", "query", token.slice(0, -1)],
  ["that was lengthened", "query", `${token}A`],
  ["that is empty", "query", ""],
  ["of another process", "query", new PageTokens(Buffer.from("other")).make("query", position)],
])("refuses a token %s", (_, query, text) => {
  expect(tokens.read(query, text)).toBeUndefined();
});
