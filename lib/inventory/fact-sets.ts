import type { Cell } from "#lib/domain/cell.ts";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import { grown32 } from "./columns/grown.ts";
import { PairTable } from "./columns/pair-table.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import { EMPTY_LIST, type TagLists } from "./columns/tag-lists.ts";
import { nodeArnAt, nodeResourceAt } from "./node-arn-at.ts";

/**
 * Numbers the distinct sets of facts that a policy's answers about nodes follow from, so that each is asked about once:
 * rows of one set have the same answers. Two facts that no test of the policy tells apart count as one. `reads` null:
 * nothing is known of the policy, so every row is a set by itself.
 */
export class FactSets {
  readonly #rows: RowColumns;
  readonly #lists: TagLists;
  readonly #reads: PolicyReads | null;
  readonly #placeNumbers = new Map<string, number>();
  /** Number of each cell's place. */
  readonly #places: number[] = [];
  readonly #sets = new PairTable();
  /** Sets that are told apart further, by id or because the row is drafted. */
  readonly #finer: PairTable | null;
  readonly #single: PairTable | null;
  readonly #classChains = new PairTable();
  readonly #classNumbers = new Map<string, number>();
  /** Class of each list, from 1; 0: not looked at yet. */
  #listClasses: Uint32Array = new Uint32Array(0);
  readonly #idNumbers = new Map<string, number>();
  /** The last eight digits of the ids that the policy names. */
  readonly #namedLows: ReadonlySet<number>;
  readonly #isDrafted: ((row: number) => boolean) | null;

  constructor(rows: RowColumns, lists: TagLists, reads: PolicyReads | null, isDrafted: ((row: number) => boolean) | null) {
    this.#rows = rows;
    this.#lists = lists;
    this.#reads = reads;
    this.#isDrafted = isDrafted;
    const ids = reads?.id ? reads.classes?.ids : undefined;
    const each = reads === null || (reads.id && (ids === undefined || ids.each));
    this.#namedLows = new Set([...(ids?.named ?? [])].flatMap((id) => lowOf(parseInstanceId(id))));
    this.#single = each ? new PairTable() : null;
    this.#finer = isDrafted !== null || this.#namedLows.size > 0 || ids?.classOf ? new PairTable() : null;
  }

  /** Numbers given so far: 0 to size - 1. */
  get size(): number {
    return (this.#single ?? this.#finer ?? this.#sets).size;
  }

  /** Of a row's facts as they are now; the tag lists are up to date. */
  numberOf(row: number, cells: readonly Cell[]): number {
    const hybrid = this.#rows.ids.isHybrid(row) ? 1 : 0;
    const place = this.placeOf(this.#rows.cells[row] ?? 0, cells);
    let set = this.#sets.intern(place * 2 + hybrid, this.#listClassOf(this.#lists.lists[row] ?? 0));
    if (this.#finer !== null) set = this.#finer.intern(set, this.#idClassOf(row, cells) * 2 + (this.#isDrafted?.(row) ? 1 : 0));
    return this.#single === null ? set : this.#single.intern(set, row);
  }

  /** The number of a cell's partition, account and region, as far as the policy tells them apart. */
  placeOf(cell: number, cells: readonly Cell[]): number {
    const known = this.#places[cell];
    if (known !== undefined) return known;
    const { partition, account, region } = cells[cell] ?? { partition: "", account: "", region: "" };
    const { account: readsAccount, region: readsRegion, classes } = this.#reads ?? { account: true, region: true };
    const place = JSON.stringify([
      partition,
      readsAccount ? (classes?.account(account) ?? account) : "",
      readsRegion ? (classes?.region(region) ?? region) : "",
    ]);
    const number = numberIn(this.#placeNumbers, place);
    this.#places[cell] = number;
    return number;
  }

  #listClassOf(list: number): number {
    const classes = this.#reads?.classes;
    if (classes === undefined || list <= EMPTY_LIST) return list;
    const known = this.#listClasses[list] ?? 0;
    if (known !== 0) return known;
    if (this.#listClasses.length < this.#lists.size) this.#listClasses = grown32(this.#listClasses, this.#lists.size);
    const { texts, tags } = this.#rows;
    const pair = this.#lists.lastPairOf(list);
    const key = tags.pairs.first(pair);
    const valueClass = classes.tag(texts.lower(key), texts.text(tags.pairs.second(pair)));
    const rest = this.#listClassOf(this.#lists.restOf(list));
    // The numbers of the two lists without pairs come first, as among the lists themselves.
    const made = this.#classChains.intern(rest, numberIn(this.#classNumbers, `${key} ${valueClass}`)) + EMPTY_LIST + 1;
    this.#listClasses[list] = made;
    return made;
  }

  #idClassOf(row: number, cells: readonly Cell[]): number {
    const { ids } = this.#rows;
    const classes = this.#reads?.classes?.ids;
    if (classes === undefined) return 0;
    const isNamed = this.#namedLows.has(ids.lows[row] ?? 0) && classes.named.has(ids.text(row));
    const { classOf } = classes;
    if (!isNamed && classOf === null) return 0;
    const byWildcards = classOf?.(nodeResourceAt(this.#rows, row), () => nodeArnAt(this.#rows, row, cells)) ?? "";
    return 1 + numberIn(this.#idNumbers, isNamed ? `${ids.text(row)} ${byWildcards}` : byWildcards);
  }
}

function numberIn(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  if (number === numbers.size) numbers.set(text, number);
  return number;
}

/** The last eight hex digits of an id as a number: what the id column can be looked through by. */
function lowOf(id: InstanceId | undefined): readonly number[] {
  return id === undefined ? [] : [Number.parseInt(id.slice(-8), 16)];
}
