import Papa from "papaparse";

/**
 * What a spreadsheet takes for a formula, line breaks included, which the library's own pattern leaves out; behind
 * apostrophes too, so that the one that is put before it can be taken off again by whoever reads the file back.
 */
const FORMULA = /^'*[=+\-@\t\r\n]/;

export type CsvCell = string | number | null;

/**
 * Rows as CSV (RFC 4180: commas, CRLF, quoted where needed): UTF-8 without a byte order mark, as every other file of ours,
 * because programs read them more often than Excel does, and they take the mark for a part of the first column's name. Texts
 * come from other people: one that a spreadsheet would take for a formula gets an apostrophe before it. "" for no rows.
 */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  if (rows.length === 0) return "";
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: FORMULA, newline: "\r\n", header: false },
  )}\r\n`;
}
