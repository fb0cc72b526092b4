import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { grown8, grown32 } from "./columns/grown.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import type { TagLists } from "./columns/tag-lists.ts";
import { ABSENT, UNREAD } from "./columns/text-dictionary.ts";
import { TAG_STATES } from "./columns/vocabulary.ts";
import { tagsAt } from "./node-at.ts";

/** In the place of a list: the row is taken to have the tag as it should be. */
const EXACT_LIST = 0xffffffff;

/** How rows' tags stood to the tag that grants when they were last taken in; each distinct way to carry it is read once. */
export class TagStateColumn {
  readonly #rows: RowColumns;
  readonly #tag: TagSpec;
  /** Lists of the tag's spellings. */
  readonly #lists: TagLists;
  /** List of each row. */
  #taken: Uint32Array = new Uint32Array(0);
  /** Per list, TAG_STATES from 1; 0: not read yet. */
  #states: Uint8Array = new Uint8Array(0);
  #values: Uint32Array = new Uint32Array(0);

  constructor(rows: RowColumns, tag: TagSpec, lists: TagLists) {
    this.#rows = rows;
    this.#tag = tag;
    this.#lists = lists;
  }

  /** Takes a row in as it is now; the lists are up to date. `isDrafted`: as if it had the tag as it should be. */
  take(row: number, isDrafted: boolean): void {
    this.#taken = grown32(this.#taken, this.#rows.count);
    const list = this.#lists.lists[row] ?? 0;
    if ((this.#states[list] ?? 0) === 0) this.#read(list, row);
    this.#taken[row] = isDrafted ? EXACT_LIST : list;
  }

  /** Index in TAG_STATES. */
  stateOf(row: number): number {
    const list = this.#taken[row] ?? 0;
    return list === EXACT_LIST ? EXACT : (this.#states[list] ?? 1) - 1;
  }

  /** Text code of the tag's value (of its first spelling), ABSENT or UNREAD. */
  valueOf(row: number): number {
    const list = this.#taken[row] ?? 0;
    return list === EXACT_LIST ? this.#rows.texts.intern(this.#tag.value) : (this.#values[list] ?? 0);
  }

  #read(list: number, row: number): void {
    this.#states = grown8(this.#states, this.#lists.size);
    this.#values = grown32(this.#values, this.#lists.size);
    const { state, found } = readTagState(tagsAt(this.#rows, row), this.#tag);
    const value = found[0]?.value;
    this.#states[list] = TAG_STATES.indexOf(state) + 1;
    this.#values[list] = value === undefined ? (state === "unknown" ? UNREAD : ABSENT) : this.#rows.texts.intern(value);
  }
}

const EXACT = TAG_STATES.indexOf("exact");
