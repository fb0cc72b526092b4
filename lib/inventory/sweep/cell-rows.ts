import type { Ec2Node } from "#lib/aws/read-instances.ts";
import type { SsmNode } from "#lib/aws/read-managed.ts";
import type { Cell } from "#lib/domain/cell.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { Node, Tags } from "#lib/domain/node.ts";
import { SSM_STATES } from "../columns/vocabulary.ts";
import type { Snapshot } from "../snapshot.ts";
import type { WireLine } from "../wire.ts";
import { type ColumnName, changedColumns, encodeColumns, encodeRows } from "./encode-columns.ts";
import { unknownNode, withEc2, withoutSsm, withSsm, withTags } from "./join-node.ts";

/** What a listing has told so far: nothing more comes once it is `whole` (to its end) or `broken` (ended early). */
type Listing = "open" | "whole" | "broken";

const NOT_MANAGED = SSM_STATES.indexOf("not-managed");
/** Rows that are changed in one go: a few milliseconds. */
const SLICE = 250;

/** A known row as it was and as it is to be. */
type Edit = { before: Node; after: Node };

/**
 * One reading of one cell: joins what EC2 and SSM tell, in whatever order it comes, into lines for the snapshot.
 * A row that nobody has named goes only when both listings were read to the end; a node counts as not managed only when
 * SSM's whole list does not have it; a node that SSM alone knows is listed with unknown state and unread tags.
 */
export class CellRows {
  readonly #snapshot: Snapshot;
  readonly #cell: Pick<Cell, "index" | "account" | "region" | "partition">;
  readonly #emit: (line: WireLine) => void;
  /** Rows of this cell before this reading. */
  readonly #before: readonly number[];
  /** Rows that were tagged at a time later than a reading's request keep those tags. */
  readonly #tagsSince: (row: number) => number;
  readonly #ssmById = new Map<InstanceId, SsmNode>();
  readonly #seen = new Set<number>();
  readonly #seenByEc2 = new Set<InstanceId>();
  #ec2: Listing = "open";
  #ssm: Listing = "open";

  constructor(options: {
    snapshot: Snapshot;
    cell: Pick<Cell, "index" | "account" | "region" | "partition">;
    emit: (line: WireLine) => void;
    before: readonly number[];
    tagsSince: (row: number) => number;
  }) {
    this.#snapshot = options.snapshot;
    this.#cell = options.cell;
    this.#emit = options.emit;
    this.#before = options.before;
    this.#tagsSince = options.tagsSince;
  }

  /** Rows of the cell before this reading, gone ones included. */
  get known(): number {
    return this.#before.length;
  }

  /** A page of EC2's list, asked for at `askedAtMs`. */
  addInstances(page: readonly Ec2Node[], askedAtMs: number): void {
    for (const ec2 of page) this.#seenByEc2.add(ec2.id);
    this.#upsert(
      page.map((ec2) => ec2.id),
      (node, at, row) => {
        const ec2 = page[at];
        if (!ec2) return node;
        const next = this.#withKnownSsm(withEc2(node, ec2));
        return row !== undefined && this.#tagsSince(row) > askedAtMs ? { ...next, tags: node.tags, name: node.name } : next;
      },
    );
  }

  /** A page of SSM's list. Nodes that EC2 has not named yet wait until its list has ended. */
  addManaged(page: readonly SsmNode[]): void {
    for (const ssm of page) this.#ssmById.set(ssm.id, ssm);
    const ids = page
      .map((ssm) => ssm.id)
      .filter((id) => kindOf(id) === "hybrid" || this.#ec2 !== "open" || this.#rowOf(id) !== undefined);
    this.#upsert(ids, (node) => this.#withKnownSsm(node));
  }

  /** Tags that were read for certain at `askedAtMs`. */
  addTags(tags: ReadonlyMap<InstanceId, Tags>, askedAtMs: number): void {
    const ids = [...tags.keys()].filter((id) => {
      const row = this.#rowOf(id);
      return row !== undefined && this.#tagsSince(row) <= askedAtMs;
    });
    this.#upsert(ids, (node) => {
      const found = tags.get(node.id);
      return found ? withTags(node, found) : node;
    });
  }

  /** EC2's list has ended. Only the first call counts. */
  endInstances(how: "whole" | "broken"): void {
    if (this.#ec2 !== "open") return;
    this.#ec2 = how;
    const onlySsm = [...this.#ssmById.keys()].filter((id) => this.#rowOf(id) === undefined);
    this.#upsert(onlySsm, (node) => this.#withKnownSsm(node));
    this.#takeAway();
  }

  /** SSM's list has ended. Only the first call counts. `pause` lets others have a turn where many rows are to be changed. */
  async endManaged(how: "whole" | "broken", pause: () => Promise<void>): Promise<void> {
    if (this.#ssm !== "open") return;
    this.#ssm = how;
    if (how === "whole") {
      const rows = [...new Set([...this.#before, ...this.#seen])].filter((row) => this.#isStillManaged(row));
      const missing = rows.map((row) => this.#snapshot.idAt(row)).filter((id) => kindOf(id) === "ec2" && !this.#ssmById.has(id));
      for (let at = 0; at < missing.length; at += SLICE) {
        if (at > 0) await pause();
        this.#change(missing.slice(at, at + SLICE), (node) => withoutSsm(node));
      }
    }
    this.#takeAway();
  }

  /** Hybrid nodes that SSM has named. */
  hybridIds(): readonly InstanceId[] {
    return [...this.#ssmById.keys()].filter((id) => kindOf(id) === "hybrid");
  }

  #isStillManaged(row: number): boolean {
    return !this.#snapshot.isGone(row) && this.#snapshot.rows.words.ssm[row] !== NOT_MANAGED;
  }

  #withKnownSsm(node: Node): Node {
    const ssm = this.#ssmById.get(node.id);
    if (ssm) return withSsm(node, ssm);
    return this.#ssm === "whole" && node.kind === "ec2" ? withoutSsm(node) : node;
  }

  #rowOf(id: InstanceId): number | undefined {
    return this.#snapshot.rowOf(this.#cell.account, this.#cell.region, id);
  }

  /** Adds or changes the nodes of these ids, and takes note that they are there. */
  #upsert(ids: readonly InstanceId[], edit: (node: Node, at: number, row: number | undefined) => Node): void {
    const added = new Map<InstanceId, Node>();
    const edits = new Map<number, Edit>();
    for (const [at, id] of ids.entries()) {
      const row = this.#rowOf(id);
      if (row === undefined) {
        added.set(id, edit(added.get(id) ?? unknownNode(this.#cell, id), at, undefined));
      } else {
        this.#seen.add(row);
        this.#edit(edits, row, (node) => edit(node, at, row));
      }
    }
    if (added.size > 0) {
      const first = this.#snapshot.rowCount;
      this.#emit({ t: "rows", at: first, n: added.size, cols: encodeRows(this.#cell.index, [...added.values()]) });
      for (let row = first; row < first + added.size; row += 1) this.#seen.add(row);
    }
    this.#send(edits);
  }

  #change(ids: readonly InstanceId[], edit: (node: Node) => Node): void {
    const edits = new Map<number, Edit>();
    for (const id of ids) {
      const row = this.#rowOf(id);
      if (row !== undefined) this.#edit(edits, row, edit);
    }
    this.#send(edits);
  }

  #edit(edits: Map<number, Edit>, row: number, edit: (node: Node) => Node): void {
    const earlier = edits.get(row);
    const before = earlier?.before ?? this.#snapshot.node(row);
    edits.set(row, { before, after: edit(earlier?.after ?? before) });
  }

  /** Sends what the edits change of known rows: one line with every column in which any of them differs. */
  #send(edits: ReadonlyMap<number, Edit>): void {
    const names = new Set<ColumnName>();
    const rows: number[] = [];
    const nodes: Node[] = [];
    for (const [row, { before, after }] of edits) {
      const columns = changedColumns(before, after);
      if (columns.length === 0) continue;
      for (const name of columns) names.add(name);
      rows.push(row);
      nodes.push(after);
    }
    if (rows.length > 0) this.#emit({ t: "set", rows, cols: encodeColumns(names, nodes) });
  }

  /** With both lists read to the end, what neither of them told is gone. */
  #takeAway(): void {
    if (this.#ec2 !== "whole" || this.#ssm !== "whole") return;
    const rows = this.#before.filter((row) => !this.#seen.has(row) && !this.#snapshot.isGone(row));
    if (rows.length > 0) this.#emit({ t: "gone", rows });
    // SSM still lists a node for a while after EC2 has forgotten it; what EC2 once said of it is no longer known.
    const forgotten = [...this.#ssmById.keys()].filter((id) => kindOf(id) === "ec2" && !this.#seenByEc2.has(id));
    this.#change(forgotten, (node) => this.#withKnownSsm(unknownNode(this.#cell, node.id)));
  }
}
