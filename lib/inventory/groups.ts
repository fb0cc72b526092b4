import { type FacetValue, facetValue } from "./facet-value.ts";
import type { FieldColumn } from "./field-column.ts";
import type { CodeRuns } from "./order-rows.ts";

/** A group: its rows are `rowAt(start)` to `rowAt(start + count - 1)`, sorted as the query asks. */
export type Group = FacetValue & { start: number };

/**
 * The groups of an answer in value order (missing, then unread, last). There may be as many as rows, so what a group is
 * called is worked out where somebody asks.
 */
export class Groups implements Iterable<Group> {
  /** Where the rows of each group begin. */
  readonly starts: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #codes: Uint32Array;
  readonly #column: FieldColumn | null;
  /** Of a column whose codes are rows: by tomorrow the row may have another value. */
  readonly #texts: readonly string[] | null;

  constructor(column: FieldColumn | null, { codes, starts, counts }: CodeRuns) {
    this.starts = starts;
    this.#counts = counts;
    this.#codes = codes;
    this.#column = column;
    this.#texts = column?.numbers === undefined ? null : Array.from(codes, (code) => facetValue(column, code, 0).value);
  }

  get length(): number {
    return this.starts.length;
  }

  countOf(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** Throws RangeError for a number that is none of 0 to length - 1. */
  at(number: number): Group {
    const start = this.starts[number];
    if (start === undefined || this.#column === null) throw new RangeError(`no group ${number} of ${this.length}`);
    const found = facetValue(this.#column, this.#codes[number] ?? 0, this.countOf(number));
    return { ...found, value: this.#texts?.[number] ?? found.value, start };
  }

  *[Symbol.iterator](): Iterator<Group> {
    for (let number = 0; number < this.length; number += 1) yield this.at(number);
  }
}

/** Of an answer that is not grouped. */
export const NO_GROUPS = new Groups(null, {
  codes: new Uint32Array(0),
  starts: new Uint32Array(0),
  counts: new Uint32Array(0),
});
