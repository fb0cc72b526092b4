import type { Authorize } from "#lib/domain/authorization.ts";
import { noCounts, REACHES } from "#lib/domain/coverage.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { reachOf } from "#lib/domain/reach.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState, type TagReading, type TagState } from "#lib/domain/tag-state.ts";
import type { Blocker, BlockerCode, Capability, Reach, Verdict } from "#lib/domain/verdict.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import { grown8, grown32 } from "./columns/grown.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import { RowSet } from "./columns/row-set.ts";
import { ABSENT, UNREAD } from "./columns/text-dictionary.ts";
import { BLOCKER_CODES, TAG_STATES } from "./columns/vocabulary.ts";
import { tagsAt } from "./node-at.ts";
import type { Snapshot } from "./snapshot.ts";
import { VerdictFacts } from "./verdict-facts.ts";

const CAPABILITIES: readonly Capability[] = ["run-command", "port-forwarding"];

/** What follows from each set of facts, by its number. */
type Decided = {
  tagState: Uint8Array;
  /** Text code of the tag's value (of its first spelling), ABSENT or UNREAD. */
  tagValue: Uint32Array;
  reach: Record<Capability, Uint8Array>;
  /** BLOCKER_CODES, from 1; 0: nothing is in the way. */
  blocker: Record<Capability, Uint8Array>;
};

/**
 * Verdicts and tag states of every row of a snapshot under one policy. Each distinct set of facts is decided once; an
 * `authorize` that says what it reads (`PolicyAuthorize`) makes those sets few, any other one is asked for every row.
 */
export class VerdictColumns {
  readonly snapshot: Snapshot;
  readonly tag: TagSpec;
  readonly authorize: Authorize & { readonly reads?: PolicyReads };
  /** Grows when `refresh` found something new. */
  version = 0;
  /** Set of facts of each row, from 1; 0: the row was never looked at. */
  facts: Uint32Array = new Uint32Array(0);
  decided: Decided = nothingDecided();
  #rows: RowColumns;
  #numbers: VerdictFacts;
  #decidedCount = 0;
  /** Live rows per set of facts. */
  #live: Uint32Array = new Uint32Array(0);
  #counted = new RowSet();
  #seenVersion = -1;

  constructor(snapshot: Snapshot, tag: TagSpec, authorize: Authorize & { readonly reads?: PolicyReads }) {
    this.snapshot = snapshot;
    this.tag = tag;
    this.authorize = authorize;
    this.#rows = snapshot.rows;
    this.#numbers = this.#newNumbers();
  }

  /** Brings the columns up to the snapshot; looks only at rows that are new or changed since the last call. */
  refresh(): void {
    const { snapshot } = this;
    if (snapshot.rows !== this.#rows) this.#startAnew();
    if (snapshot.version === this.#seenVersion) return;
    const { changedAt, count } = this.#rows;
    this.facts = grown32(this.facts, count);
    this.#counted.reserve(count);
    for (let row = 0; row < count; row += 1) if ((changedAt[row] ?? 0) > this.#seenVersion) this.#look(row);
    this.#seenVersion = snapshot.version;
    this.version += 1;
  }

  /** The whole verdict of one row, made on the call. */
  verdict(row: number, capability: Capability): Verdict {
    return decideVerdict(this.snapshot.node(row), capability, this.tag, this.authorize);
  }

  /** As of the last `refresh`; throws RangeError for a row that it has not seen. So do the other columns. */
  reach(row: number, capability: Capability): Reach {
    return wordAt(REACHES, this.decided.reach[capability], this.#factsOf(row));
  }

  /** What to show first: the first certain blocker of a blocked node, the first doubt of an unknown one, null if reachable. */
  firstBlocker(row: number, capability: Capability): Blocker | null {
    return firstOf(this.verdict(row, capability));
  }

  /** The code of `firstBlocker`, from its column. */
  firstBlockerCode(row: number, capability: Capability): BlockerCode | null {
    const code = this.decided.blocker[capability][this.#factsOf(row)] ?? 0;
    return code === 0 ? null : wordAt(BLOCKER_CODES, [code - 1], 0);
  }

  tagState(row: number): TagState {
    return wordAt(TAG_STATES, this.decided.tagState, this.#factsOf(row));
  }

  /** The row's tags against the tag that grants, made on the call. */
  tagReading(row: number): TagReading {
    return readTagState(tagsAt(this.snapshot.rows, row), this.tag);
  }

  /** Live rows per reach, as of the last `refresh`. */
  counts(capability: Capability): Readonly<Record<Reach, number>> {
    const counts = noCounts();
    for (let facts = 0; facts < this.#decidedCount; facts += 1) {
      counts[wordAt(REACHES, this.decided.reach[capability], facts)] += this.#live[facts] ?? 0;
    }
    return counts;
  }

  #newNumbers(): VerdictFacts {
    return new VerdictFacts(this.#rows, this.tag, this.authorize.reads ?? null);
  }

  #startAnew(): void {
    this.#rows = this.snapshot.rows;
    this.#numbers = this.#newNumbers();
    this.facts = new Uint32Array(0);
    this.decided = nothingDecided();
    this.#decidedCount = 0;
    this.#live = new Uint32Array(0);
    this.#counted = new RowSet();
    this.#seenVersion = -1;
  }

  #look(row: number): void {
    if (this.#counted.has(row)) {
      const before = this.#factsOf(row);
      this.#live[before] = (this.#live[before] ?? 0) - 1;
      this.#counted.delete(row);
    }
    if (!this.#rows.live.has(row)) return;
    const facts = this.#numbers.numberOf(row, this.snapshot.cells);
    if (facts === this.#decidedCount) this.#decide(row);
    this.facts[row] = facts + 1;
    this.#live[facts] = (this.#live[facts] ?? 0) + 1;
    this.#counted.add(row);
  }

  /** Decides the next set of facts by its first row. */
  #decide(row: number): void {
    const facts = this.#decidedCount;
    const node = this.snapshot.node(row);
    const { decided } = this;
    makeRoom(decided, facts + 1);
    this.#live = grown32(this.#live, facts + 1);
    const reading = readTagState(node.tags, this.tag);
    const value = reading.found[0]?.value;
    const missing = reading.state === "unknown" ? UNREAD : ABSENT;
    decided.tagState[facts] = TAG_STATES.indexOf(reading.state);
    decided.tagValue[facts] = value === undefined ? missing : this.#rows.texts.intern(value);
    for (const capability of CAPABILITIES) {
      const verdict = decideVerdict(node, capability, this.tag, this.authorize);
      const first = firstOf(verdict);
      decided.reach[capability][facts] = REACHES.indexOf(reachOf(verdict));
      decided.blocker[capability][facts] = first === null ? 0 : BLOCKER_CODES.indexOf(first.code) + 1;
    }
    this.#decidedCount += 1;
  }

  #factsOf(row: number): number {
    const facts = this.facts[row] ?? 0;
    if (facts === 0) throw new RangeError(`no verdict for row ${row}: it never was, or came after the last refresh`);
    return facts - 1;
  }
}

function firstOf({ verdict, blockers }: Verdict): Blocker | null {
  if (verdict === "blocked") return blockers.find((blocker) => blocker.effect === "blocks") ?? null;
  return blockers[0] ?? null;
}

function nothingDecided(): Decided {
  const bytes = () => new Uint8Array(0);
  return {
    tagState: bytes(),
    tagValue: new Uint32Array(0),
    reach: { "run-command": bytes(), "port-forwarding": bytes() },
    blocker: { "run-command": bytes(), "port-forwarding": bytes() },
  };
}

function makeRoom(decided: Decided, needed: number): void {
  decided.tagState = grown8(decided.tagState, needed);
  decided.tagValue = grown32(decided.tagValue, needed);
  for (const capability of CAPABILITIES) {
    decided.reach[capability] = grown8(decided.reach[capability], needed);
    decided.blocker[capability] = grown8(decided.blocker[capability], needed);
  }
}

/** The word of a code; codes come from the vocabulary's own indexOf. */
function wordAt<Word>(vocabulary: readonly Word[], codes: ArrayLike<number>, at: number): Word {
  const word = vocabulary[codes[at] ?? 0];
  if (word === undefined) throw new RangeError(`no word ${codes[at]}`);
  return word;
}
