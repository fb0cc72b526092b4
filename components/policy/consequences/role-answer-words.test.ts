import { expect, test } from "vitest";
import { answerWords, isWell, QUESTION_WORDS } from "./role-answer-words.ts";

test.each([
  [{ allowed: 3, denied: 0, unknown: 0 }, "Yes"],
  [{ allowed: 0, denied: 3, unknown: 0 }, "No"],
  [{ allowed: 0, denied: 0, unknown: 3 }, "Unknown"],
  [{ allowed: 1, denied: 2, unknown: 0 }, "1 of 3"],
  [{ allowed: 1, denied: 1, unknown: 1 }, "At least 1 of 3"],
  [{ allowed: 0, denied: 2, unknown: 1 }, "Unknown on 1 of 3"],
  [{ allowed: 0, denied: 0, unknown: 0 }, "–"],
])("says %o as %s", (counts, words) => {
  expect(answerWords(counts)).toBe(words);
});

test("takes tagging nodes in for a hole, and the rest for needed", () => {
  const yes = { allowed: 2, denied: 0, unknown: 0 };
  expect(isWell(yes, QUESTION_WORDS["list-nodes"])).toBe(true);
  expect(isWell(yes, QUESTION_WORDS["tag-itself"])).toBe(false);
});

test("calls nothing well that is not known", () => {
  expect(isWell({ allowed: 2, denied: 0, unknown: 1 }, QUESTION_WORDS["list-nodes"])).toBeNull();
  expect(isWell({ allowed: 0, denied: 2, unknown: 1 }, QUESTION_WORDS["tag-itself"])).toBeNull();
  expect(isWell({ allowed: 1, denied: 0, unknown: 1 }, QUESTION_WORDS["tag-itself"])).toBe(false);
});
