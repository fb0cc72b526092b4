import { expect, test } from "vitest";
import { matchValues } from "./match-values.ts";

test.each([
  [["web"], "web", true],
  [["web"], "Web", false],
  [["web"], "web-1", false],
  [["web-*"], "web-", true],
  [["web-*"], "web-1\n2", true],
  [["web-?"], "web-1", true],
  [["web-?"], "web-", false],
  [["*"], "", true],
  [["a", "b*"], "bcd", true],
  [["1.0"], "1x0", false],
  [["1.*"], "1x0", false],
  [["(a|b)*"], "(a|b)c", true],
  [["a\\*"], "a*", true],
  [["a\\*"], "ab", false],
  [["a\\\\*"], "a\\b", true],
])("%j against %j: %s", (patterns, value, expected) => {
  expect(matchValues(patterns)(value)).toBe(expected);
});
