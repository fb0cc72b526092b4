import { expect, test } from "vitest";
import { inputLines } from "./input-lines.ts";

async function linesOf(...chunks: readonly (string | Uint8Array)[]) {
  async function* stream() {
    for (const chunk of chunks) yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
  }
  const lines: (string | null)[] = [];
  for await (const batch of inputLines(stream())) {
    for (const { number, text } of batch) {
      lines.push(text);
      expect(number).toBe(lines.length);
    }
  }
  return lines;
}

test.each<[string, readonly string[], readonly string[]]>([
  ["nothing", [], []],
  ["lines that end", ["a\nb\n"], ["a", "b"]],
  ["a last line without an end", ["a\nb"], ["a", "b"]],
  ["a line over several chunks", ["a", "b", "c\nd"], ["abc", "d"]],
  ["empty lines", ["\n\na\n\n"], ["", "", "a", ""]],
  ["other separators inside a line", ["a\u2028b\rc\n"], ["a\u2028b\rc"]],
])("splits %s", async (_, chunks, lines) => {
  expect(await linesOf(...chunks)).toEqual(lines);
});

test("joins a character that is cut between chunks", async () => {
  const bytes = new TextEncoder().encode("é\n");
  expect(await linesOf(bytes.subarray(0, 1), bytes.subarray(1))).toEqual(["é"]);
});

test("gives no text for a line that is not UTF-8 or too long, and goes on", async () => {
  expect(await linesOf(new Uint8Array([0xff, 0x0a]), "a\n", "x".repeat(600_000), "x".repeat(600_000), "\nb\n")).toEqual([
    null,
    "a",
    null,
    "b",
  ]);
});
