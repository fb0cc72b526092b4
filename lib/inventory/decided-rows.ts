import type { Authorize } from "#lib/domain/authorization.ts";
import type { Cell } from "#lib/domain/cell.ts";
import type { Node } from "#lib/domain/node.ts";
import { nodeBlockers } from "#lib/domain/node-blockers.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { verdictOf } from "#lib/domain/verdict-of.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import { PairTable } from "./columns/pair-table.ts";
import type { RowColumns } from "./columns/row-columns.ts";
import type { RowSet } from "./columns/row-set.ts";
import type { TagLists } from "./columns/tag-lists.ts";
import { FactSets } from "./fact-sets.ts";
import { NodeClasses } from "./node-classes.ts";
import { PolicyLegs } from "./policy-legs.ts";
import { sharedTagLists } from "./shared-tag-lists.ts";
import { TagStateColumn } from "./tag-state-column.ts";
import { VerdictTable } from "./verdict-table.ts";

/** What is decided: a policy, a tag, and the nodes as they are taken to be. */
export type DecidedSubject = {
  readonly snapshot: { readonly rows: RowColumns; readonly cells: readonly Cell[] };
  readonly tag: TagSpec;
  readonly authorize: Authorize & { readonly reads?: PolicyReads };
  readonly drafted: RowSet | null;
  nodeOf(row: number): Node;
  isDrafted(row: number): boolean;
};

/**
 * Decides rows by what is known of their like. A verdict follows from what the policy says to the node's set of facts
 * (FactSets, PolicyLegs) and from what the node is (NodeClasses); each is worked out once, and each pair of them.
 */
export class DecidedRows {
  readonly table = new VerdictTable();
  readonly tagStates: TagStateColumn;
  readonly #subject: DecidedSubject;
  readonly #lists: TagLists;
  readonly #tagLists: TagLists;
  readonly #sets: FactSets;
  readonly #legs: PolicyLegs;
  readonly #classes: NodeClasses;
  /** A verdict is what the policy says and what the node is. */
  readonly #verdicts = new PairTable();

  constructor(subject: DecidedSubject) {
    const { tag, authorize, drafted, snapshot } = subject;
    const { rows } = snapshot;
    const reads = authorize.reads ?? null;
    this.#subject = subject;
    this.#tagLists = sharedTagLists(rows, [tag.key]);
    this.#lists = sharedTagLists(rows, reads === null ? null : [tag.key, ...reads.tagKeys]);
    this.tagStates = new TagStateColumn(rows, tag, this.#tagLists);
    this.#sets = new FactSets(rows, this.#lists, reads, drafted === null ? null : (row) => subject.isDrafted(row));
    this.#legs = new PolicyLegs(tag, authorize);
    this.#classes = new NodeClasses(rows);
  }

  /** As TagLists.refresh. Rows are decided beside lists of the snapshot's own version. */
  refreshLists(version: number, isOver: () => boolean): boolean {
    return this.#lists.refresh(version, isOver) || this.#tagLists.refresh(version, isOver);
  }

  /** The number of a row's verdicts in the table; `asked`: the policy had to be asked for it. */
  decide(row: number): { verdict: number; asked: boolean } {
    const { cells, rows } = this.#subject.snapshot;
    this.tagStates.take(row, this.#subject.isDrafted(row));
    const set = this.#sets.numberOf(row, cells);
    const platform = rows.words.platform[row] ?? 0;
    const known = this.#legs.find(set, platform);
    const outcome = known ?? this.#ask(row, set, platform);
    const verdict = this.#verdicts.intern(outcome, this.#classes.classOf(row, cells));
    if (verdict === this.table.size) this.#decideNext(row, outcome);
    return { verdict, asked: known === undefined };
  }

  #ask(row: number, set: number, platform: number): number {
    const { cells, rows } = this.#subject.snapshot;
    const place = this.#sets.placeOf(rows.cells[row] ?? 0, cells);
    return this.#legs.decide(set, place, platform, this.#asFarAsRead(this.#subject.nodeOf(row)));
  }

  /** The node with those of its tags that the policy looks at: questions to the policy are the shorter for it. */
  #asFarAsRead(node: Node): Node {
    if (node.tags === null) return node;
    const tags = Object.entries(node.tags).filter(([key]) => this.#lists.looksAtKey(key));
    return { ...node, tags: Object.fromEntries(tags) };
  }

  #decideNext(row: number, outcome: number): void {
    const node = this.#subject.nodeOf(row);
    this.table.add((capability) => verdictOf([...nodeBlockers(node, capability), ...this.#legs.blockers(outcome, capability)]));
  }
}
