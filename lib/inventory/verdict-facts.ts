import type { Cell } from "#lib/domain/cell.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import { grown8 } from "./columns/grown.ts";
import { PairTable } from "./columns/pair-table.ts";
import type { RowColumns } from "./columns/row-columns.ts";

/** What is known of a pair: whether the verdict looks at it. */
const IGNORED = 1;
const LOOKED_AT = 2;

/** Numbers of tag lists that are not chains of pairs. */
const NO_LIST = 0xffffffff;
const UNREAD_LIST = 0xfffffffe;

/**
 * Numbers the distinct sets of facts that verdicts follow from, so that each is decided once: rows with the same number
 * have the same verdict but for `resource` and `lastPing`. Which facts those are is said by verdictFactsKey; this tells
 * them apart on codes, without building nodes. `reads` null: nothing is known of the policy, so every row is its own set.
 */
export class VerdictFacts {
  readonly #rows: RowColumns;
  readonly #reads: PolicyReads | null;
  /** Tag keys in lower case that the verdict looks at; null: all of them. */
  readonly #tagKeys: ReadonlySet<string> | null;
  readonly #placeNumbers = new Map<string, number>();
  /** Number of each cell's place. */
  readonly #places: number[] = [];
  /** Each table numbers what it adds to a number of the one before. */
  readonly #words = new PairTable();
  readonly #agents = new PairTable();
  readonly #tagLists = new PairTable();
  readonly #sets = new PairTable();
  readonly #single = new PairTable();
  #pairs: Uint8Array = new Uint8Array(0);

  constructor(rows: RowColumns, tag: TagSpec, reads: PolicyReads | null) {
    this.#rows = rows;
    this.#reads = reads;
    this.#tagKeys = reads === null ? null : new Set([tag.key, ...reads.tagKeys].map((key) => key.toLowerCase()));
  }

  /** Numbers given so far: 0 to size - 1. */
  get size(): number {
    return this.#perRow ? this.#single.size : this.#sets.size;
  }

  /** The number of a row's facts as they are now. */
  numberOf(row: number, cells: readonly Cell[]): number {
    const { ids, words, codes } = this.#rows;
    const hybrid = ids.isHybrid(row) ? 1 : 0;
    // Eight states, four platforms, five SSM states: vocabulary.ts.
    const word = ((hybrid * 8 + (words.state[row] ?? 0)) * 4 + (words.platform[row] ?? 0)) * 5 + (words.ssm[row] ?? 0);
    const told = this.#words.intern(this.#placeOf(this.#rows.cells[row] ?? 0, cells), word);
    const withAgent = this.#agents.intern(told, codes.agentVersion[row] ?? 0);
    const set = this.#sets.intern(withAgent, this.#tagListOf(row));
    return this.#perRow ? this.#single.intern(set, row) : set;
  }

  get #perRow(): boolean {
    return this.#reads?.id ?? true;
  }

  #placeOf(cell: number, cells: readonly Cell[]): number {
    const known = this.#places[cell];
    if (known !== undefined) return known;
    const { partition, account, region } = cells[cell] ?? { partition: "", account: "", region: "" };
    const reads = this.#reads ?? { account: true, region: true };
    const place = [partition, reads.account ? account : "", reads.region ? region : ""].join(" ");
    const number = this.#placeNumbers.get(place) ?? this.#placeNumbers.size;
    this.#placeNumbers.set(place, number);
    this.#places[cell] = number;
    return number;
  }

  /** The list of the pairs that the verdict looks at, in number order, so that the order of tags does not count. */
  #tagListOf(row: number): number {
    const { tags } = this.#rows;
    if (!tags.isRead(row)) return UNREAD_LIST;
    if (this.#pairs.length < tags.pairs.size) this.#pairs = grown8(this.#pairs, tags.pairs.size);
    const looked: number[] = [];
    const end = tags.end(row);
    for (let at = tags.begin(row); at < end; at += 1) {
      const pair = tags.pool[at] ?? 0;
      if (this.#looksAt(pair)) looked.push(pair);
    }
    if (looked.length > 1) looked.sort((one, other) => one - other);
    let list = NO_LIST;
    for (const pair of looked) list = this.#tagLists.intern(list, pair);
    return list;
  }

  #looksAt(pair: number): boolean {
    const known = this.#pairs[pair];
    if (known === IGNORED || known === LOOKED_AT) return known === LOOKED_AT;
    const key = this.#rows.texts.lower(this.#rows.tags.pairs.first(pair));
    const looks = this.#tagKeys?.has(key) ?? true;
    this.#pairs[pair] = looks ? LOOKED_AT : IGNORED;
    return looks;
  }
}
