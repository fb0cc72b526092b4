import type { Cell } from "#lib/domain/cell.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/**
 * The lines of `GET /api/instances`: chunked columnar NDJSON (docs/decisions/0002). Rows have a number that is stable
 * for the life of one snapshot; a line adds rows at the end, sets columns of named rows, or takes rows away.
 */
export type WireLine = OpenLine | CellLine | RowsLine | SetLine | GoneLine | DoneLine;

/** First line of every stream. Whoever reads it forgets all rows and cells that it had. */
export type OpenLine = {
  t: "open";
  v: 1;
  /** Names the server's snapshot; another id later means that row numbers start anew. */
  snapshot: string;
  tag: TagSpec;
  accounts: readonly { id: string; label: string }[];
  cells: readonly Cell[];
  /** True while a sweep is running. */
  sweeping: boolean;
};

/** A cell changed. The list can grow while regions are being found: an index past the end appends. */
export type CellLine = { t: "cell"; cell: Cell };

/** `n` new rows, numbered from `at`. Every column of Columns is there with n entries. */
export type RowsLine = { t: "rows"; at: number; n: number; cols: Columns };

/** New values for some columns of some rows, never `id` or `cell`; every column given has rows.length entries. */
export type SetLine = { t: "set"; rows: readonly number[]; cols: Partial<Columns> };

/** The rows' nodes are no longer there. Their numbers are never used again. */
export type GoneLine = { t: "gone"; rows: readonly number[] };

/** The sweep ended (finished or stopped). The stream ends here unless the client asked `follow=1`: then later changes follow. */
export type DoneLine = { t: "done"; asOf: string };

/**
 * A column of strings on the wire: `d` the distinct strings of this line, `c` for each row an index into it.
 * Columns whose values are nearly all different travel as a plain array (`id`).
 */
export type DictColumn = { d: readonly string[]; c: readonly number[] };

/** Column name to values, one per row of the line. Same names as `Node`; the closed vocabularies travel as text too. */
export type Columns = {
  cell: readonly number[];
  /** "" is a number that is used up: its node was gone before this stream began. The row's other columns say nothing. */
  id: readonly string[];
  name: DictColumn;
  state: DictColumn;
  platform: DictColumn;
  platformName: DictColumn;
  ssm: DictColumn;
  /** Whole epoch seconds; 0 for null. */
  lastPing: readonly number[];
  agentVersion: DictColumn;
  /** Per row, indexes into `d` of "key\u0000value" pairs; null: tags not read. */
  tags: { d: readonly string[]; c: readonly (readonly number[] | null)[] };
  instanceType: DictColumn;
  privateIp: readonly string[];
  instanceProfile: DictColumn;
  /** Whole epoch seconds; 0 for null. */
  launched: readonly number[];
  managedBy: DictColumn;
};
