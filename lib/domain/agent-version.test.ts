import { expect, it } from "vitest";
import { isAgentAtLeast } from "./agent-version.ts";

it.each([
  ["3.0.222.0", true],
  ["3.0.221.9", false],
  ["3.0.1000.0", true],
  ["3.1", true],
  ["3.0", false],
  ["2.3.1644.0", false],
  ["10.0.0.0", true],
  ["", null],
  ["3.x", null],
  ["v3.1.0", null],
  ["3.1.0-beta", null],
])("compares %j with 3.0.222.0 number by number: %s", (version, expected) => {
  expect(isAgentAtLeast(version, "3.0.222.0")).toBe(expected);
});
