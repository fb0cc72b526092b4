import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { afterSteps, foundWords } from "./tag-change-words.ts";

const { key } = DOCUMENTED_TAG;

test.each([
  [[], "(not tagged)"],
  [[{ key, value: "True" }], "True"],
  [[{ key, value: "" }], '""'],
  [[{ key, value: " True" }], '" True"'],
  [[{ key: "cadoresponsessmenabled", value: "True" }], "cadoresponsessmenabled=True"],
  [
    [
      { key, value: "true" },
      { key: "CADORESPONSESSMENABLED", value: "True" },
    ],
    "true, CADORESPONSESSMENABLED=True",
  ],
])("shows %j as it is", (found, words) => {
  expect(foundWords(found, DOCUMENTED_TAG)).toBe(words);
});

test("foretells what the steps of a fix leave", () => {
  const found = [{ key: "cadoresponsessmenabled", value: "no" }];
  const steps = [
    { op: "create", key, value: "True" },
    { op: "delete", key: "cadoresponsessmenabled", value: "no" },
  ] as const;
  expect(afterSteps(found, steps)).toEqual([{ key, value: "True" }]);
});
