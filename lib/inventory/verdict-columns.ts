import type { Authorize } from "#lib/domain/authorization.ts";
import { noCounts, REACHES } from "#lib/domain/coverage.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState, type TagReading, type TagState } from "#lib/domain/tag-state.ts";
import type { Blocker, BlockerCode, Capability, Reach, Verdict } from "#lib/domain/verdict.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import { grown32 } from "./columns/grown.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import { RowSet } from "./columns/row-set.ts";
import { BLOCKER_CODES, TAG_STATES } from "./columns/vocabulary.ts";
import { DecidedRows } from "./decided-rows.ts";
import { tagsAt } from "./node-at.ts";
import type { Snapshot } from "./snapshot.ts";
import { firstBlockerOf } from "./verdict-table.ts";
import { withDraftTag } from "./with-draft-tag.ts";

/** How much is done between two looks at the clock: rows looked at, where asking the policy about one counts as many. */
const SLICE = 1024;
const WORK_OF_ASKING = 64;

/**
 * Verdicts and tag states of every row of a snapshot under one policy. Each distinct set of facts is decided once; an
 * `authorize` that says what it reads (`PolicyAuthorize`) makes those sets few, any other one is asked for every row.
 *
 * `drafted`: rows that are taken to carry the tag as it should be. A row whose tags were not read stays as it is: what
 * else it carries is not known.
 */
export class VerdictColumns {
  readonly snapshot: Snapshot;
  readonly tag: TagSpec;
  readonly authorize: Authorize & { readonly reads?: PolicyReads };
  readonly drafted: RowSet | null;
  /** Grows when `refresh` found something new. */
  version = 0;
  #rows: RowColumns;
  #decided: DecidedRows;
  /** Verdict of each row, from 1; 0: the row was never looked at. */
  #verdicts: Uint32Array = new Uint32Array(0);
  /** Live rows per verdict. */
  #live: Uint32Array = new Uint32Array(0);
  #counted = new RowSet();
  #seenVersion = -1;
  /** Where a refresh that was not finished goes on, and which version it brings the columns to. */
  #row = 0;
  #toVersion = -1;

  constructor(
    snapshot: Snapshot,
    tag: TagSpec,
    authorize: Authorize & { readonly reads?: PolicyReads },
    drafted: RowSet | null = null,
  ) {
    this.snapshot = snapshot;
    this.tag = tag;
    this.authorize = authorize;
    this.drafted = drafted;
    this.#rows = snapshot.rows;
    this.#decided = new DecidedRows(this);
  }

  /** Brings the columns up to the snapshot; looks only at rows that are new or changed since the last call. */
  refresh(): void {
    this.refreshWithin(() => false);
  }

  /**
   * As refresh, but stops early where `isOver` says so; true while there is more to do. Until it answers false the columns
   * are those of before, in part; between two calls lines may be applied to the snapshot.
   */
  refreshWithin(isOver: () => boolean): boolean {
    const { snapshot } = this;
    if (snapshot.rows !== this.#rows) this.#startAnew();
    while (snapshot.version !== this.#seenVersion) {
      // The snapshot may have changed since the last call: rows are looked at beside lists of the same version.
      if (this.#decided.refreshLists(snapshot.version, isOver)) return true;
      if (this.#row === 0) this.#toVersion = snapshot.version;
      if (this.#lookAtRows(isOver)) return true;
      this.#row = 0;
      this.#seenVersion = this.#toVersion;
      this.version += 1;
    }
    return false;
  }

  /** The whole verdict of one row, made on the call. */
  verdict(row: number, capability: Capability): Verdict {
    return decideVerdict(this.nodeOf(row), capability, this.tag, this.authorize);
  }

  /** The row's node as it is taken to be: with the tag, where it is drafted. */
  nodeOf(row: number): Node {
    const node = this.snapshot.node(row);
    return this.isDrafted(row) ? withDraftTag(node, this.tag) : node;
  }

  isDrafted(row: number): boolean {
    return this.drafted?.has(row) === true && this.snapshot.rows.tags.isRead(row);
  }

  /** As of the last `refresh`; throws RangeError for a row that it has not seen. So do the other columns. */
  reach(row: number, capability: Capability): Reach {
    return wordAt(REACHES, this.reachCode(row, capability));
  }

  /** What to show first: the first certain blocker of a blocked node, the first doubt of an unknown one, null if reachable. */
  firstBlocker(row: number, capability: Capability): Blocker | null {
    // Asking the policy takes longer than drawing the row does.
    if (this.blockerCode(row, capability) === 0) return null;
    return firstBlockerOf(this.verdict(row, capability));
  }

  /** The code of `firstBlocker`, from its column. */
  firstBlockerCode(row: number, capability: Capability): BlockerCode | null {
    const code = this.blockerCode(row, capability);
    return code === 0 ? null : wordAt(BLOCKER_CODES, code - 1);
  }

  tagState(row: number): TagState {
    return wordAt(TAG_STATES, this.tagStateCode(row));
  }

  /** The state of the tag that the row has, whatever is drafted; made on the call. */
  todaysTagState(row: number): TagState {
    return readTagState(tagsAt(this.snapshot.rows, row), this.tag).state;
  }

  /** The row's tags against the tag that grants, made on the call. */
  tagReading(row: number): TagReading {
    return readTagState(this.nodeOf(row).tags, this.tag);
  }

  /** Live rows per reach, as of the last `refresh`. */
  counts(capability: Capability): Readonly<Record<Reach, number>> {
    const counts = noCounts();
    const { table } = this.#decided;
    for (let verdict = 0; verdict < table.size; verdict += 1) {
      counts[wordAt(REACHES, table.reachOf(verdict, capability))] += this.#live[verdict] ?? 0;
    }
    return counts;
  }

  /** Index in REACHES. */
  reachCode(row: number, capability: Capability): number {
    return this.#decided.table.reachOf(this.#verdictOf(row), capability);
  }

  /** Index in BLOCKER_CODES, from 1; 0: nothing is in the way. */
  blockerCode(row: number, capability: Capability): number {
    return this.#decided.table.blockerOf(this.#verdictOf(row), capability);
  }

  /** Index in TAG_STATES. */
  tagStateCode(row: number): number {
    this.#verdictOf(row);
    return this.#decided.tagStates.stateOf(row);
  }

  /** Text code of the tag's value (of its first spelling), ABSENT or UNREAD. */
  tagValueCode(row: number): number {
    this.#verdictOf(row);
    return this.#decided.tagStates.valueOf(row);
  }

  #startAnew(): void {
    this.#rows = this.snapshot.rows;
    this.#decided = new DecidedRows(this);
    this.#verdicts = new Uint32Array(0);
    this.#live = new Uint32Array(0);
    this.#counted = new RowSet();
    this.#seenVersion = -1;
    this.#row = 0;
  }

  #lookAtRows(isOver: () => boolean): boolean {
    const { changedAt, count } = this.#rows;
    this.#verdicts = grown32(this.#verdicts, count);
    this.#counted.reserve(count);
    let work = 0;
    for (; this.#row < count; this.#row += 1) {
      work += 1;
      if ((changedAt[this.#row] ?? 0) > this.#seenVersion && this.#look(this.#row)) work += WORK_OF_ASKING;
      if (work >= SLICE) {
        work = 0;
        if (isOver()) {
          this.#row += 1;
          return true;
        }
      }
    }
    return false;
  }

  /** True where the policy had to be asked. */
  #look(row: number): boolean {
    if (this.#counted.has(row)) {
      const before = this.#verdictOf(row);
      this.#live[before] = (this.#live[before] ?? 0) - 1;
      this.#counted.delete(row);
    }
    if (!this.#rows.live.has(row)) return false;
    const { verdict, asked } = this.#decided.decide(row);
    this.#verdicts[row] = verdict + 1;
    this.#live = grown32(this.#live, verdict + 1);
    this.#live[verdict] = (this.#live[verdict] ?? 0) + 1;
    this.#counted.add(row);
    return asked;
  }

  #verdictOf(row: number): number {
    const verdict = this.#verdicts[row] ?? 0;
    if (verdict === 0) throw new RangeError(`no verdict for row ${row}: it never was, or came after the last refresh`);
    return verdict - 1;
  }
}

/** The word of a code; codes come from the vocabulary's own indexOf. */
function wordAt<Word>(vocabulary: readonly Word[], code: number): Word {
  const word = vocabulary[code];
  if (word === undefined) throw new RangeError(`no word ${code}`);
  return word;
}
