import { grown8 } from "./columns/grown.ts";
import { idSearch } from "./columns/id-search.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import { RowSet } from "./columns/row-set.ts";
import { NODE_STATES, PLATFORMS, SSM_STATES } from "./columns/vocabulary.ts";

/**
 * The rows in which one word (lower case) is found, kept up as rows and texts come. Every text is looked at once; a word
 * that contains an earlier one looks only where that was found.
 */
export class WordSearch {
  readonly word: string;
  /** Rows that have the word, gone ones among them. */
  rows = new RowSet();
  /** 1 for each text that contains the word. */
  #texts: Uint8Array = new Uint8Array(0);
  #textCount = 0;
  /** 1 for each tag in whose `key=value` the word is. */
  #pairs: Uint8Array = new Uint8Array(0);
  #pairCount = 0;
  /** Snapshot version up to which rows were looked at. */
  #seenVersion = 0;
  readonly #columns: RowColumns;

  /** `wider`, where given, is an up-to-date search for a part of the word; `version` is the snapshot's. */
  constructor(word: string, columns: RowColumns, version: number, wider: WordSearch | null) {
    this.word = word;
    this.#columns = columns;
    this.#findTexts(wider);
    this.#findPairs(wider);
    const test = this.#rowTest();
    this.rows = (wider?.rows ?? columns.live).filter(test);
    this.#seenVersion = version;
  }

  /** Brings the rows up to a version of the snapshot. */
  refresh(version: number): void {
    if (version === this.#seenVersion) return;
    this.#findTexts(null);
    this.#findPairs(null);
    const { changedAt, count } = this.#columns;
    const test = this.#rowTest();
    this.rows.reserve(count);
    for (let row = 0; row < count; row += 1) {
      if ((changedAt[row] ?? 0) <= this.#seenVersion) continue;
      if (test(row)) this.rows.add(row);
      else this.rows.delete(row);
    }
    this.#seenVersion = version;
  }

  #findTexts(wider: WordSearch | null): void {
    const { texts } = this.#columns;
    const { word } = this;
    const found = grown8(this.#texts, texts.size);
    for (let code = this.#textCount; code < texts.size; code += 1) {
      if (wider !== null && wider.#texts[code] === 0) continue;
      if (texts.lower(code).includes(word)) found[code] = 1;
    }
    this.#texts = found;
    this.#textCount = texts.size;
  }

  #findPairs(wider: WordSearch | null): void {
    const { texts, tags } = this.#columns;
    const { pairs } = tags;
    const { word } = this;
    const joined = word.includes("=");
    const found = grown8(this.#pairs, pairs.size);
    for (let pair = this.#pairCount; pair < pairs.size; pair += 1) {
      if (wider !== null && wider.#pairs[pair] === 0) continue;
      const key = pairs.first(pair);
      const value = pairs.second(pair);
      if (this.#texts[key] === 1 || this.#texts[value] === 1) found[pair] = 1;
      else if (joined && `${texts.lower(key)}=${texts.lower(value)}`.includes(word)) found[pair] = 1;
    }
    this.#pairs = found;
    this.#pairCount = pairs.size;
  }

  /** Whether a row has the word anywhere, by what was found in texts and tags. */
  #rowTest(): (row: number) => boolean {
    const { word } = this;
    const { codes, words, cells, ids, ips, tags } = this.#columns;
    const { name, platformName, instanceType, instanceProfile, agentVersion, managedBy } = codes;
    const { state, platform, ssm } = words;
    const { offsets, pool } = tags;
    const texts = this.#texts;
    const pairs = this.#pairs;
    const cellHits = this.#columns.cellCodes.map(
      (cell) => texts[cell.account] === 1 || texts[cell.label] === 1 || texts[cell.region] === 1,
    );
    const hits = (vocabulary: readonly string[]): readonly boolean[] => vocabulary.map((known) => known.includes(word));
    const stateHits = hits(NODE_STATES);
    const platformHits = hits(PLATFORMS);
    const ssmHits = hits(SSM_STATES);
    const idHits = idSearch(ids, word);
    const ipHits = ips.search(word);

    return (row) => {
      if (texts[name[row] ?? 0] === 1 || cellHits[cells[row] ?? 0] === true) return true;
      if (stateHits[state[row] ?? 0] === true || platformHits[platform[row] ?? 0] === true || ssmHits[ssm[row] ?? 0] === true) {
        return true;
      }
      if (texts[platformName[row] ?? 0] === 1 || texts[instanceType[row] ?? 0] === 1) return true;
      if (texts[agentVersion[row] ?? 0] === 1 || texts[instanceProfile[row] ?? 0] === 1) return true;
      if (texts[managedBy[row] ?? 0] === 1) return true;
      const offset = offsets[row] ?? 0;
      const end = offset + (pool[offset] ?? 0);
      for (let at = offset + 1; at <= end; at += 1) if (pairs[pool[at] ?? 0] === 1) return true;
      return (idHits?.(row) ?? false) || (ipHits?.(ips.values[row] ?? 0) ?? false);
    };
  }
}
