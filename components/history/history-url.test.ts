import { expect, it } from "vitest";
import { byParser, momentParser, rangeStart } from "./history-url.ts";

it.each([
  ["2026-11-14T14:02:00.123Z", "2026-11-14T14:02:00.123Z"],
  ["2026-11-14T14:02:00Z", "2026-11-14T14:02:00.000Z"],
  ["2026-11-14", null],
  ["2026-99-14T14:02:00Z", null],
  ["<script>", null],
])("reads the moment %s", (text, moment) => {
  expect(momentParser.parse(text)).toBe(moment);
});

it.each([
  ["account", "account"],
  ['tag:Cost Centre: "x"', 'tag:Cost Centre: "x"'],
  ["tag:", null],
  ["name", null],
])("reads what the chart is told apart by: %s", (text, by) => {
  expect(byParser.parse(text)).toBe(by);
});

it("begins where the range says", () => {
  const now = Date.UTC(2026, 10, 14);
  expect(rangeStart("7d", now)).toBe("2026-11-07T00:00:00.000Z");
  expect(rangeStart("all", now)).toBe("1970-01-01T00:00:00.000Z");
});
