import type { ColumnValues } from "./columns/column-values.ts";
import { readAllColumns, readSomeColumns, requireBelow, requireCount } from "./read-columns.ts";
import type { GoneLine, RowsLine, SetLine } from "./wire.ts";
import { WireError } from "./wire-error.ts";

/** What a line has to fit: the rows and cells that are there. */
export type LineContext = { rowCount: number; cellCount: number; isLive: (row: number) => boolean };

/** The line's columns. Throws WireError unless it adds whole rows at the end, in cells that are there. */
export function readRows(line: RowsLine, context: LineContext): ColumnValues {
  if (line.at !== context.rowCount) throw new WireError(`rows at ${line.at} where ${context.rowCount} rows are there`);
  const columns = readAllColumns(line.cols, requireCount(line.n, "rows"));
  requireBelow(columns.cell, context.cellCount, "cell");
  return columns;
}

/** The line's columns. Throws WireError unless it sets known columns, other than the identity, of live rows. */
export function readSet(line: SetLine, context: LineContext): Partial<ColumnValues> {
  checkLiveRows(line.rows, context, "set");
  return readSomeColumns(line.cols, line.rows.length);
}

/** Throws WireError unless the line names live rows, each once. */
export function checkGone(line: GoneLine, context: LineContext): void {
  checkLiveRows(line.rows, context, "gone");
}

function checkLiveRows(rows: unknown, context: LineContext, line: string): void {
  if (!Array.isArray(rows)) throw new WireError(`${line}: rows is not a list`);
  for (const row of rows) {
    if (!Number.isInteger(row) || row < 0 || row >= context.rowCount) throw new WireError(`${line}: no row ${row}`);
    if (!context.isLive(row)) throw new WireError(`${line}: row ${row} is gone`);
  }
  if (new Set(rows).size !== rows.length) throw new WireError(`${line}: a row is named twice`);
}
