import { expect, test } from "vitest";
import { ageWords } from "./age-words.ts";

test.each([
  [-5, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [3_599, "59 min"],
  [3_600, "1 h"],
  [86_399, "23 h"],
  [86_400, "1 d"],
  [40 * 86_400, "40 d"],
])("%i seconds are %s", (seconds, words) => {
  expect(ageWords(seconds)).toBe(words);
});
