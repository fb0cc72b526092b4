import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenizeJson } from "./json-tokens.ts";

test("tells keys from strings, and names every other kind", () => {
  const tokens = tokenizeJson('{"Effect": "Allow", "n": [1, -2.5e3, true, null]}').filter((token) => token.kind !== "space");
  expect(tokens.map((token) => `${token.kind} ${token.text}`)).toEqual([
    "punctuation {",
    'key "Effect"',
    "punctuation :",
    'string "Allow"',
    "punctuation ,",
    'key "n"',
    "punctuation :",
    "punctuation [",
    "number 1",
    "punctuation ,",
    "number -2.5e3",
    "punctuation ,",
    "literal true",
    "punctuation ,",
    "literal null",
    "punctuation ]}",
  ]);
});

test("keeps escaped quotes inside their string", () => {
  expect(tokenizeJson('"a\\"b": "c\\\\"').filter((token) => token.kind !== "space")).toEqual([
    { kind: "key", text: '"a\\"b"' },
    { kind: "punctuation", text: ":" },
    { kind: "string", text: '"c\\\\"' },
  ]);
});

test("loses and changes nothing of any JSON text", () => {
  fc.assert(
    fc.property(
      fc.json(),
      (text) =>
        tokenizeJson(text)
          .map((token) => token.text)
          .join("") === text,
    ),
  );
});

test("loses and changes nothing of any text at all", () => {
  fc.assert(
    fc.property(
      fc.string(),
      (text) =>
        tokenizeJson(text)
          .map((token) => token.text)
          .join("") === text,
    ),
  );
});
