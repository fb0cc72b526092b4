import fc from "fast-check";
import Papa from "papaparse";
import { expect, it } from "vitest";
import { csvLines } from "./report-csv.ts";

const parse = (text: string) => Papa.parse<string[]>(text, { delimiter: ",", newline: "\r\n" }).data.slice(0, -1);
const unguarded = (cell: string) => (/^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell);

const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "'", '"', ",", ";", "a", " ", "ü", "\u2028"),
    maxLength: 8,
  }),
  fc.string({ unit: "binary", maxLength: 12 }),
);

it("reads back as it was, and no cell begins as a formula does", () => {
  fc.assert(
    fc.property(fc.array(fc.array(hostile, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = csvLines(rows);
      const read = parse(text);
      expect(read.map((row) => row.map(unguarded))).toEqual(rows);
      expect(read.flat().filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it("ends every line with CRLF, quotes where it has to, and leaves numbers and gaps alone", () => {
  expect(
    csvLines([
      ["a", 'b "c"', 1, null],
      ["=1+1", "x,y", 0, ""],
    ]),
  ).toBe('a,"b ""c""",1,\r\n"\'=1+1","x,y",0,\r\n');
});

it("is nothing for no rows", () => {
  expect(csvLines([])).toBe("");
});
