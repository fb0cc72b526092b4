import { expect, test } from "vitest";
import { readListFile } from "./read-list-file.ts";

const read = (bytes: ArrayLike<number>) => readListFile(new File([Uint8Array.from(bytes)], "list.csv"));
const utf16 = (text: string) => [
  0xff,
  0xfe,
  ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
];

test("reads UTF-8, and UTF-16 as spreadsheets write it", async () => {
  expect(await read(new TextEncoder().encode("id\ni-1 é"))).toEqual({ ok: true, name: "list.csv", text: "id\ni-1 é" });
  expect(await read(utf16("id\ni-1 é"))).toEqual({ ok: true, name: "list.csv", text: "id\ni-1 é" });
  expect(await read([])).toEqual({ ok: true, name: "list.csv", text: "" });
});

test.each([
  ["a workbook", [0x50, 0x4b, 3, 4, 0, 0]],
  ["another encoding", [0x69, 0xe9, 0x0a]],
])("says what to do with %s", async (_, bytes) => {
  expect(await read(bytes)).toEqual({ ok: false, words: "list.csv is not a text file. Save the list as CSV or as plain text." });
});
