import { expect, test } from "vitest";
import { renderPolicy } from "#lib/policy/render/render-policy.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { highlightLines } from "./highlight-lines.ts";

const document = renderVariant({ variant: "corrected", partition: "aws", tag: { key: "Cado", value: "True" } });

test.each([
  ["hcl", "terraform"],
  ["yaml", "cloudformation"],
] as const)("colours %s and drops nothing of the text", (language, format) => {
  const { text } = renderPolicy({ name: "cado", kind: "managed", document }, format);
  const lines = highlightLines(text, language);
  expect(lines.map((line) => line.map((piece) => piece.text).join("")).join("\n")).toBe(text);
  const coloured = lines.flat().filter(({ colour }) => colour === "text-code-string" || colour === "text-code-key");
  expect(coloured.length).toBeGreaterThan(20);
});
