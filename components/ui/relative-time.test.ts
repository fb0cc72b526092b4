import { expect, test } from "vitest";
import { relativeTime } from "./relative-time.ts";

const now = new Date("2026-03-12T12:00:00Z");

test.each([
  ["2026-03-12T11:59:30Z", "just now"],
  ["2026-03-12T11:59:00Z", "1 min ago"],
  ["2026-03-12T11:00:01Z", "59 min ago"],
  ["2026-03-12T11:00:00Z", "1 h ago"],
  ["2026-03-10T12:00:01Z", "47 h ago"],
  ["2026-03-10T12:00:00Z", "2 days ago"],
  ["2025-12-12T12:00:00Z", "3 months ago"],
  ["2023-03-12T12:00:00Z", "3 years ago"],
  ["2026-03-12T12:05:00Z", "in 5 min"],
])("says %s as %s", (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words);
});
