import { expect, test } from "vitest";
import { expiryWords, isOverdue } from "./expiry-words.ts";

const AT = "2026-11-14T12:00:00.000Z";
const at = Date.parse(AT);
const seconds = (hours: number, minutes = 0, rest = 0) => (hours * 3600 + minutes * 60 + rest) * 1000;

test.each<[number, string]>([
  [seconds(2, 10), "ends in 2 h 10 min"],
  [seconds(2), "ends in 2 h"],
  [seconds(0, 35, 59), "ends in 35 min"],
  [seconds(0, 0, 59), "ends in less than a minute"],
  [0, "ends in less than a minute"],
  [seconds(24), "ends in 1 day"],
  [seconds(75, 59), "ends in 3 days 3 h"],
  [-seconds(0, 0, 1), "was to end less than a minute ago"],
  [-seconds(0, 5), "was to end 5 min ago"],
  [-seconds(49), "was to end 2 days 1 h ago"],
])("%i ms before its end", (leftMs, words) => {
  expect(expiryWords(AT, at - leftMs)).toBe(words);
});

test("is overdue only once its time is over", () => {
  expect(isOverdue(AT, at)).toBe(false);
  expect(isOverdue(AT, at + 1)).toBe(true);
});
