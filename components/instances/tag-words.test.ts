import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { tagWords } from "./tag-words.ts";

const KEY = DOCUMENTED_TAG.key;

test.each([
  ["the exact tag", { [KEY]: "True" }, "True", null],
  ["no tag", { Name: "web" }, null, "not tagged"],
  ["tags that were not read", null, null, "not read"],
  ["a value in another case", { [KEY]: "true" }, "true", "case"],
  ["an empty value", { [KEY]: "" }, '""', "empty"],
  ["a value with a space", { [KEY]: " True" }, " True", "space"],
  ["another value", { [KEY]: "Yes" }, "Yes", "other value"],
  ["a key in another case", { cadoresponsessmenabled: "True" }, "cadoresponsessmenabled", "key case"],
  ["two spellings", { [KEY]: "True", cadoresponsessmenabled: "no" }, "True, no", "2 spellings"],
])("%s is shown as it is, with its fault in words", (_, tags, text, wrong) => {
  expect(tagWords(readTagState(tags, DOCUMENTED_TAG), DOCUMENTED_TAG)).toEqual({ text, wrong });
});
