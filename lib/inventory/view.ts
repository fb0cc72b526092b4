import { Answer } from "./answer.ts";
import { RowSet } from "./columns/row-set.ts";
import { type FacetValue, facetValue } from "./facet-value.ts";
import { codesInOrder, type FieldColumn } from "./field-column.ts";
import { Fields } from "./fields.ts";
import { filterRows } from "./filter-rows.ts";
import { Groups, NO_GROUPS } from "./groups.ts";
import { countCodes, groupRows, orderRows } from "./order-rows.ts";
import type { Filter, Query, Sort } from "./query.ts";
import type { Snapshot } from "./snapshot.ts";
import { TextSearch } from "./text-search.ts";
import type { VerdictColumns } from "./verdict-columns.ts";

export type { FacetValue } from "./facet-value.ts";
export type { Group } from "./groups.ts";
export type { Filter, Query } from "./query.ts";

/** Something worked out for a key; good while the key stays the same. */
type Kept<Value> = { key: string; value: Value };

/** The rows of a snapshot that a query asks for, in its order. */
export class View {
  readonly snapshot: Snapshot;
  readonly verdicts: VerdictColumns;
  /** Grows with every run. */
  version = 0;
  /** What the last run found. */
  answer = new Answer(new RowSet(), new Uint32Array(0), NO_GROUPS, 0);
  #columns: Snapshot["rows"];
  #fields: Fields;
  #search: TextSearch;
  #query: Query = { text: "", filters: [], sort: null, capability: "run-command" };
  /** The snapshot's as of the last run. */
  #seenVersion = -1;
  /** Rows that the text finds. */
  #textRows = new RowSet();
  /** Rows that each filter of the query matches, for itself. */
  #filterRows: readonly Kept<RowSet>[] = [];
  #order: Kept<Uint32Array> | null = null;
  #foreseen: Kept<Uint32Array> | null = null;

  constructor(snapshot: Snapshot, verdicts: VerdictColumns) {
    if (verdicts.snapshot !== snapshot) throw new TypeError("the verdicts are of another snapshot");
    this.snapshot = snapshot;
    this.verdicts = verdicts;
    this.#columns = snapshot.rows;
    this.#fields = new Fields(this.#columns, verdicts);
    this.#search = new TextSearch(this.#columns);
  }

  /** Rows found by the last run. */
  get length(): number {
    return this.answer.length;
  }

  /** The rows that the last run found, as a set. */
  get found(): RowSet {
    return this.answer.found;
  }

  get groups(): Groups {
    return this.answer.groups;
  }

  /**
   * Answers the query on the snapshot as it is now (refreshes the verdicts first). Run again after lines were applied;
   * between runs the rows stand still. Throws RangeError for a field that is none (isField).
   */
  run(query: Query): Answer {
    this.verdicts.refresh();
    if (this.snapshot.rows !== this.#columns) this.#startAnew();
    this.#query = query;
    const { version } = this.snapshot;
    this.#seenVersion = version;

    this.#textRows = this.#columns.live.copy();
    this.#search.keepMatching(this.#textRows, query.text, version);
    this.#filterRows = query.filters.map((filter) => this.#matching(filter));
    const found = this.#underFilters(null);
    const { rows, groups } = this.#grouped(this.#inOrder(found));
    this.answer = new Answer(found, rows, groups, this.#columns.count);
    this.version += 1;
    return this.answer;
  }

  /** Row number at a position, 0 to length - 1. Throws RangeError outside. */
  rowAt(index: number): number {
    return this.answer.rowAt(index);
  }

  /** Position of a row, -1 where the query does not find it. */
  indexOf(row: number): number {
    return this.answer.indexOf(row);
  }

  has(row: number): boolean {
    return this.found.has(row);
  }

  /** Values of a field with counts, under the text and all filters on other fields; in value order. */
  facet(field: string): readonly FacetValue[] {
    const column = this.#column(field);
    const { codes, counts } = countCodes(this.#underFilters(field).toArray(), column);
    return Array.from(codesInOrder(column, codes), (code) => facetValue(column, code, counts[code] ?? 0));
  }

  /** Works out ahead of need how a sort would order the rows; one sort at a time is kept so. Nothing, where lines came after the last run. */
  foresee(sort: Sort): void {
    if (this.snapshot.version === this.#seenVersion) this.#foreseen = this.#orderBy(sort);
  }

  #startAnew(): void {
    this.#columns = this.snapshot.rows;
    this.#fields = new Fields(this.#columns, this.verdicts);
    this.#search = new TextSearch(this.#columns);
    this.#filterRows = [];
    this.#order = null;
    this.#foreseen = null;
  }

  #column(field: string): FieldColumn {
    return this.#fields.column(field, this.#query.capability, this.snapshot.version);
  }

  /** What answers about a field depend on, beside the question. */
  #state(field: string): string {
    return `${this.snapshot.version} ${this.verdicts.version} ${this.#query.capability} ${field}`;
  }

  #matching(filter: Filter): Kept<RowSet> {
    const key = JSON.stringify([this.#state(filter.field), filter.op, filter.values]);
    const kept = this.#filterRows.find((known) => known.key === key);
    return kept ?? { key, value: filterRows(this.#columns.live, this.#column(filter.field), filter) };
  }

  /** Rows under the text and every filter, but for those on one field. */
  #underFilters(exceptField: string | null): RowSet {
    const rows = this.#textRows.copy();
    for (const [at, filter] of this.#query.filters.entries()) {
      const matching = this.#filterRows[at];
      if (matching !== undefined && filter.field !== exceptField) rows.keepAll(matching.value);
    }
    return rows;
  }

  #inOrder(found: RowSet): Uint32Array {
    const { sort } = this.#query;
    if (sort === null) return found.toArray();
    this.#order = this.#orderBy(sort);
    return found.pick(this.#order.value);
  }

  /** All rows in the order of a sort. */
  #orderBy({ field, direction }: Sort): Kept<Uint32Array> {
    const key = `${direction} ${this.#state(field)}`;
    for (const kept of [this.#order, this.#foreseen]) if (kept?.key === key) return kept;
    return { key, value: orderRows(this.#columns.live, this.#column(field), direction) };
  }

  #grouped(sorted: Uint32Array): { rows: Uint32Array; groups: Groups } {
    const { groupBy } = this.#query;
    if (groupBy === undefined || groupBy === null) return { rows: sorted, groups: NO_GROUPS };
    const column = this.#column(groupBy);
    const { rows, runs } = groupRows(sorted, column, "asc");
    return { rows, groups: new Groups(column, runs) };
  }
}
