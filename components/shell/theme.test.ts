import { expect, test } from "vitest";
import { parseTheme, themeCookie } from "./theme.ts";

test.each([
  ["light", "light"],
  ["dark", "dark"],
  ["system", "system"],
  [undefined, "system"],
  ["", "system"],
  ['dark" onload="', "system"],
] as const)("reads the cookie %j as %s", (value, theme) => {
  expect(parseTheme(value)).toBe(theme);
});

test("writes a cookie that it reads back, for this site only", () => {
  expect(themeCookie("dark")).toMatch(/^cado-reach-theme=dark; path=\/; max-age=\d+; samesite=strict$/);
});
