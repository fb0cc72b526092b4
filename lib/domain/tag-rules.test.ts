import fc from "fast-check";
import { expect, test } from "vitest";
import { tagKeyFault, tagValueFault } from "./tag-rules.ts";
import { DOCUMENTED_TAG } from "./tag-spec.ts";

test("takes the documented tag", () => {
  expect(tagKeyFault(DOCUMENTED_TAG.key)).toBeNull();
  expect(tagValueFault(DOCUMENTED_TAG.value)).toBeNull();
});

test.each(["ir:cado/ssm", "Équipe", "a b", "x".repeat(127), "=+-@._:/"])("takes the key %j", (key) => {
  expect(tagKeyFault(key)).toBeNull();
});

test.each([
  ["", "Give the tag a key"],
  ["aws:cado", "belong to AWS"],
  ["AWS:cado", "belong to AWS"],
  ["x".repeat(128), "at most 127 characters; this one has 128"],
  [" Cado", "begins or ends with a space"],
  ["Cado ", "begins or ends with a space"],
  ["Cado*", "“*” cannot stand"],
  ["a$b", "“$” cannot stand"],
  ['a"b', '“"” cannot stand'],
  ["a\nb", "line break"],
])("refuses the key %j in words", (key, words) => {
  expect(tagKeyFault(key)).toContain(words);
});

test.each([
  ["", "Give the tag a value"],
  ["*", "“*” cannot stand"],
  ["Tru?", "“?” cannot stand"],
  ["x".repeat(257), "at most 256 characters"],
  ["True ", "begins or ends with a space"],
])("refuses the value %j in words", (value, words) => {
  expect(tagValueFault(value)).toContain(words);
});

test("takes no text that IAM would read as a pattern or a variable", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("*", "?", "${"), fc.string(), (before, special, after) => {
      expect(tagValueFault(before + special + after)).not.toBeNull();
    }),
  );
});
