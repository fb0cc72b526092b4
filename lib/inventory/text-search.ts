import type { RowColumns } from "./columns/row-columns.ts";
import type { RowSet } from "./columns/row-set.ts";
import { WordSearch } from "./word-search.ts";

/** Searches kept at hand, so that going back a letter is as quick as going on. */
const SEARCHES_KEPT = 8;

/**
 * Finds rows by words: each word has to be in one of a row's facts (name, id, account and its label, region, states,
 * platform, instance type, private address, a tag as `key=value`, …), without regard to case.
 */
export class TextSearch {
  readonly #columns: RowColumns;
  /** By word, the one not asked for longest first. */
  readonly #searches = new Map<string, WordSearch>();

  constructor(columns: RowColumns) {
    this.#columns = columns;
  }

  /** Leaves those of `rows` in which all words of the text are found. */
  keepMatching(rows: RowSet, text: string, version: number): void {
    for (const word of wordsOf(text)) rows.keepAll(this.#search(word, version).rows);
  }

  #search(word: string, version: number): WordSearch {
    let search = this.#searches.get(word);
    if (search === undefined) {
      const wider = this.#widerThan(word);
      wider?.refresh(version);
      search = new WordSearch(word, this.#columns, version, wider);
    } else search.refresh(version);
    this.#searches.delete(word);
    this.#searches.set(word, search);
    for (const oldest of this.#searches.keys()) if (this.#searches.size > SEARCHES_KEPT) this.#searches.delete(oldest);
    return search;
  }

  /** The search for the longest known part of the word. */
  #widerThan(word: string): WordSearch | null {
    let widest: WordSearch | null = null;
    for (const search of this.#searches.values()) {
      if (word.includes(search.word) && search.word.length > (widest?.word.length ?? 0)) widest = search;
    }
    return widest;
  }
}

/** The words of a search text in lower case, each once. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ""),
  );
}
