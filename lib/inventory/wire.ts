import type { Cell } from "#lib/domain/cell.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/**
 * The lines of `GET /api/instances`: chunked columnar NDJSON (docs/decisions/0002 and 0014). Rows have a number that is
 * stable for the life of one snapshot; a line adds rows at the end, sets columns of named rows, or takes rows away.
 */
export type WireLine = OpenLine | CellLine | RowsLine | SetLine | GoneLine | DoneLine;

/** The version of the columns. A reader refuses any other. */
export const WIRE_VERSION = 2;

/** First line of every stream. Whoever reads it forgets all rows and cells that it had. */
export type OpenLine = {
  t: "open";
  v: typeof WIRE_VERSION;
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
 * Whole numbers from 0 to 2^32 - 1, one for each row (or pair, or list) that the column is about: a list of them; one
 * number that all of them are; or packed as text (packed-numbers.ts).
 */
export type Numbers = readonly number[] | number | string;

/** A column of strings: `d` the distinct strings of this line, `c` for each row an index into it. */
export type DictColumn = { d: readonly string[]; c: Numbers };

/**
 * Ids by their hex digits. `head`: 16 for `i-` and eight digits, 32 for `i-` and 17, 48 for `mi-` and 17, plus the first
 * digit where there are 17; `high` the next eight digits (0 where there are eight in all); `low` the last eight.
 * All three 0 is a number that is used up: its node was gone before this stream began, and its other columns say nothing.
 */
export type IdsColumn = { head: Numbers; high: Numbers; low: Numbers };

/** Addresses: IPv4 as a number, 0 for none; from 0xf0000000 on an index into `d`, texts that are not IPv4. */
export type AddressColumn = { d: readonly string[]; c: Numbers };

/**
 * Tags as lists that many rows share. `k` keys, `v` values; `pairs`: how many, then the key and the value of each as
 * indexes. `lists`: how many, numbered from 1 (list 0 has no tags), then for each the list that it adds one tag to, told
 * by how many lists are between the two, and that tag: a pair's index + 1, or 0 for a tag `Name` whose value is the row's
 * `name` in this line. `c`: for each row its list + 1; 0: tags not read.
 */
export type TagsColumn = {
  k: readonly string[];
  v: readonly string[];
  pairs: readonly [count: number, keys: Numbers, values: Numbers];
  lists: readonly [count: number, back: Numbers, members: Numbers];
  c: Numbers;
};

/**
 * The media type of lines as one raw DEFLATE stream (RFC 1951), which is what the pages ask for (`encoding=deflate-raw`):
 * a route handler's `Content-Encoding` does not get past Next (16.4).
 */
export const DEFLATED_LINES = "application/x-ndjson+deflate-raw";

/** Column name to values, one per row of the line. Same names as `Node`; the closed vocabularies travel as text too. */
export type Columns = {
  cell: Numbers;
  id: IdsColumn;
  name: DictColumn;
  state: DictColumn;
  platform: DictColumn;
  platformName: DictColumn;
  ssm: DictColumn;
  /** Whole epoch seconds; 0 for null. */
  lastPing: Numbers;
  agentVersion: DictColumn;
  tags: TagsColumn;
  instanceType: DictColumn;
  privateIp: AddressColumn;
  instanceProfile: DictColumn;
  /** Whole epoch seconds; 0 for null. */
  launched: Numbers;
  managedBy: DictColumn;
};
