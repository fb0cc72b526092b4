import { grown8, grown32 } from "./grown.ts";
import { PairTable } from "./pair-table.ts";
import type { RowColumns } from "./row-columns.ts";

/** The list of a row whose tags were not read, and the list without any of the tags that are looked at. */
export const UNREAD_LIST = 0;
export const EMPTY_LIST = 1;
const FIRST_CHAIN = 2;

/** What is known of a pair: whether it is looked at. */
const IGNORED = 1;
const LOOKED_AT = 2;

/** How many rows are looked at between two looks at the clock. */
const SLICE = 2048;

/**
 * Of every row the tags with some keys, as the number of a list: rows with the same number have the same of those tags.
 * Kept up as rows come and change; shared by all who look at the same keys.
 */
export class TagLists {
  /** List of each row, 0 to size - 1, as of the last refresh. */
  lists: Uint32Array = new Uint32Array(0);
  readonly #rows: RowColumns;
  /** Keys in lower case; null: all of them. */
  readonly #keys: ReadonlySet<string> | null;
  /** A list is another list and a pair more; pairs in number order, so that the order of tags does not count. */
  readonly #chains = new PairTable();
  #pairs: Uint8Array = new Uint8Array(0);
  #seenVersion = -1;
  /** Where a refresh that was not finished goes on, and which version it brings the lists to. */
  #row = 0;
  #toVersion = -1;

  constructor(rows: RowColumns, keys: ReadonlySet<string> | null) {
    this.#rows = rows;
    this.#keys = keys;
  }

  get size(): number {
    return FIRST_CHAIN + this.#chains.size;
  }

  /** True for a tag key, in whatever case, that the lists are about. */
  looksAtKey(key: string): boolean {
    return this.#keys === null || this.#keys.has(key.toLowerCase());
  }

  /** The list that this one adds a pair to, and that pair. Only for lists from 2 on: the first two have no pairs. */
  restOf(list: number): number {
    return this.#chains.first(list - FIRST_CHAIN);
  }

  lastPairOf(list: number): number {
    return this.#chains.second(list - FIRST_CHAIN);
  }

  /** Brings the lists up to a version of the snapshot. Stops early where `isOver` says so; true while there is more to do. */
  refresh(version: number, isOver: () => boolean = () => false): boolean {
    if (version === this.#seenVersion) return false;
    if (this.#row === 0) this.#toVersion = version;
    const { changedAt, count } = this.#rows;
    this.lists = grown32(this.lists, count);
    for (; this.#row < count; this.#row += 1) {
      if ((changedAt[this.#row] ?? 0) > this.#seenVersion) this.lists[this.#row] = this.#listOf(this.#row);
      if (this.#row % SLICE === SLICE - 1 && isOver()) {
        this.#row += 1;
        return true;
      }
    }
    this.#row = 0;
    this.#seenVersion = this.#toVersion;
    return version === this.#seenVersion ? false : this.refresh(version, isOver);
  }

  #listOf(row: number): number {
    const { tags } = this.#rows;
    if (!tags.isRead(row)) return UNREAD_LIST;
    if (this.#pairs.length < tags.pairs.size) this.#pairs = grown8(this.#pairs, tags.pairs.size);
    const { pool } = tags;
    const end = tags.end(row);
    let first = -1;
    let more: number[] | null = null;
    for (let at = tags.begin(row); at < end; at += 1) {
      const pair = pool[at] ?? 0;
      const known = this.#pairs[pair];
      if (known === IGNORED || (known !== LOOKED_AT && !this.#looksAt(pair))) continue;
      if (first < 0) first = pair;
      else if (more === null) more = [first, pair];
      else more.push(pair);
    }
    if (first < 0) return EMPTY_LIST;
    if (more === null) return this.#longer(EMPTY_LIST, first);
    more.sort((one, other) => one - other);
    let list = EMPTY_LIST;
    for (const pair of more) list = this.#longer(list, pair);
    return list;
  }

  #longer(list: number, pair: number): number {
    return FIRST_CHAIN + this.#chains.intern(list, pair);
  }

  #looksAt(pair: number): boolean {
    const { texts, tags } = this.#rows;
    const looks = this.#keys === null || this.#keys.has(texts.lower(tags.pairs.first(pair)));
    this.#pairs[pair] = looks ? LOOKED_AT : IGNORED;
    return looks;
  }
}
