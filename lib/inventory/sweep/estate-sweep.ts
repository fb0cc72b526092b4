import "server-only";
import { randomUUID } from "node:crypto";
import type { AwsAccess } from "#lib/aws/aws-access.ts";
import { callerAccount } from "#lib/aws/caller-identity.ts";
import { READING, type Reading } from "#lib/aws/reading.ts";
import { turns } from "#lib/aws/turns.ts";
import type { AccountConfig } from "#lib/config/config.ts";
import type { Cell } from "#lib/domain/cell.ts";
import type { AccountId, NodeKey, RegionName } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { WIRE_VERSION, type WireLine } from "../wire.ts";
import { CellRows } from "./cell-rows.ts";
import { CellSlots } from "./cell-slots.ts";
import { checkTag } from "./check-tag.ts";
import { changedColumns, encodeColumns } from "./encode-columns.ts";
import { EstateRecord } from "./estate-record.ts";
import { findCells } from "./find-cells.ts";
import { withSpellings, withTags } from "./join-node.ts";
import { LoopRoom } from "./loop-room.ts";
import { type CellEnd, sweepCell } from "./sweep-cell.ts";

export type CellName = { account: AccountId; region: RegionName };

export type EstateOptions = {
  aws: AwsAccess;
  homeRegion: RegionName;
  /** Empty: the account of the current credentials. */
  accounts: readonly AccountConfig[];
  tag: TagSpec;
  /** Where lists are to be read otherwise than as fast as AWS allows. */
  reading?: Partial<Reading>;
};

/**
 * Cells that may wait for AWS at the same time. AWS's buckets are per account and region, so cells do not compete there;
 * what they share is this process.
 */
const MOST_CELLS_AT_ONCE = 128;
/** Until the first rows are there: what is asked for at once comes at once, and the first screen waits for all of it. */
const CELLS_AT_FIRST = 4;
/** From then on; one more with every cell that ends while this process has time to spare. */
const CELLS_AT_ONCE = 64;
/** A cell that AWS keeps waiting this long no longer holds up another, unless it is this process that keeps it waiting. */
const LEND_SLOT_MS = 2_000;
/** How long instances wait for what SSM tells of them; less while there is nothing to be seen yet. */
const HOLD_MS = 1_500;
const HOLD_AT_FIRST_MS = 250;

/**
 * The sweeps that read the estate. Every account and every cell is read by itself; whatever ends badly becomes a named
 * gap.
 */
export class EstateSweep {
  readonly #record = new EstateRecord();
  readonly snapshot = this.#record.snapshot;
  readonly #options: EstateOptions;
  readonly #reading: Reading;
  readonly #slots = new CellSlots(CELLS_AT_FIRST);
  readonly #room = new LoopRoom();
  readonly #taggedAtMs = new Map<number, number>();
  /** Accounts that let us in and told their regions. */
  readonly #entered = new Set<AccountId>();
  /** Accounts being swept, and cells being read alone. */
  readonly #busy = new Set<string>();
  readonly #wanted = Promise.withResolvers<void>();
  #accounts: readonly AccountConfig[] = [];
  #opening: Promise<void> | undefined;
  #stopping = new AbortController();
  #done: PromiseWithResolvers<void> | undefined;

  constructor(options: EstateOptions) {
    this.#options = options;
    this.#reading = { ...READING, ...options.reading };
    this.#record.subscribe((line) => {
      if (line.t === "rows" && line.at === 0) this.#slots.grow(CELLS_AT_ONCE - CELLS_AT_FIRST);
    });
  }

  /**
   * Starts the first sweep where none has been started. Throws AwsError where not even the account is known: nothing is
   * configured and the current credentials do not answer. Then the next call tries again.
   */
  async open(): Promise<void> {
    this.#wanted.resolve();
    await this.#enter();
  }

  /**
   * Finds out about accounts and regions, and waits with reading them until somebody opens the estate: for a page that is
   * on its way to the browser. What goes wrong is told to whoever opens it.
   */
  prepare(): void {
    this.#enter().catch(() => undefined);
  }

  async #enter(): Promise<void> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    await this.#opening;
  }

  /** Reads cells again, oldest first: those named that are known and not being read, or without names all of them. */
  refresh(cells?: readonly CellName[]): void {
    if (cells === undefined) {
      for (const account of this.#accounts) this.#sweepAccount(account);
      return;
    }
    for (const { account, region } of cells) {
      const config = this.#accounts.find((candidate) => candidate.account === account);
      const cell = this.#record.findCell(account, region);
      if (!config || !cell) continue;
      // A gap of a whole account is mended by entering the account again.
      if (!this.#entered.has(account)) this.#sweepAccount(config);
      else if (!this.#busy.has(account)) this.#begin(`${account} ${region}`, (signal) => this.#readCell(cell, signal));
    }
  }

  /**
   * Reads the tag alone again, in every spelling, on the nodes that are known: those of the cells named, or of all that
   * are not being read and were read once. Instances that are new, and every other fact, have to wait for a refresh.
   */
  refreshTag(cells?: readonly CellName[]): void {
    const wanted = cells?.map(({ account, region }) => this.#record.findCell(account, region)) ?? this.snapshot.cells;
    for (const cell of wanted) {
      if (!cell || this.#busy.has(cell.account) || this.#record.liveIn(cell.index) === 0) continue;
      this.#begin(`${cell.account} ${cell.region}`, (signal) => this.#checkTag(cell, signal));
    }
  }

  /** Ends whatever is being read. Cells that were not finished say so; what was read stays. */
  stop(): void {
    this.#stopping.abort();
    this.#stopping = new AbortController();
  }

  /** Calls back with every line from now on. The answer ends that. */
  subscribe(onLine: (line: WireLine) => void): () => void {
    return this.#record.subscribe(onLine);
  }

  /** Resolves when nothing is being read. */
  async whenDone(): Promise<void> {
    await this.#done?.promise;
  }

  /** Takes over tags that were read back after a write. A page that AWS was asked for before does not undo them. */
  applyTags(key: NodeKey, tags: Tags): void {
    const row = this.snapshot.rowOf(key.account, key.region, key.id);
    if (row === undefined) return;
    this.#taggedAtMs.set(row, Date.now());
    const before = this.snapshot.node(row);
    const after = withTags(before, tags);
    const names = new Set(changedColumns(before, after));
    if (names.size > 0) this.#record.emit({ t: "set", rows: [row], cols: encodeColumns(names, [after]) });
  }

  /** As `applyTags`, where only the spellings of one key were read; a node whose tags are unread stays so. */
  applySpellings(node: NodeKey, key: string, found: readonly TagSpec[]): void {
    const row = this.snapshot.rowOf(node.account, node.region, node.id);
    const tags = row === undefined ? null : withSpellings(this.snapshot.node(row), key, found)?.tags;
    if (tags) this.applyTags(node, tags);
  }

  async #open(): Promise<void> {
    const { aws, accounts, tag } = this.#options;
    this.#accounts = accounts.length > 0 ? accounts : [await this.#currentAccount(aws)];
    const names = this.#accounts.map(({ account, label }) => ({ id: account, label }));
    this.#record.emit({ t: "open", v: WIRE_VERSION, snapshot: randomUUID(), tag, accounts: names, cells: [], sweeping: true });
    this.refresh();
  }

  async #currentAccount(aws: AwsAccess): Promise<AccountConfig> {
    const account = await callerAccount(aws.sts, aws.limits.callMs, new AbortController().signal);
    return { account, label: "", roleArn: null, externalId: null, role: null, regions: null };
  }

  #begin(name: string, run: (signal: AbortSignal) => Promise<void>): void {
    if (this.#busy.has(name)) return;
    if (this.#busy.size === 0) this.#done = Promise.withResolvers();
    this.#busy.add(name);
    run(this.#stopping.signal)
      .catch((error: unknown) => console.error(`Sweeping ${name} ended unexpectedly:`, error))
      .finally(() => {
        this.#busy.delete(name);
        if (this.#busy.size > 0) return;
        this.#record.emit({ t: "done", asOf: new Date().toISOString() });
        this.#done?.resolve();
      });
  }

  #sweepAccount(account: AccountConfig): void {
    const { aws, homeRegion } = this.#options;
    this.#begin(account.account, async (signal) => {
      const known = this.snapshot.cells.filter((cell) => cell.account === account.account).map((cell) => cell.region);
      for (const region of known) this.#record.showCell(account.account, region, { state: "waiting", notes: [] });
      await turns.take();
      const { entered, cells } = await findCells({ aws, account, homeRegion, known, signal });
      if (entered) this.#entered.add(account.account);
      const waiting = cells.flatMap(({ region, end }) => {
        if (end === null) return [this.#record.showCell(account.account, region, { state: "waiting", notes: [] })];
        this.#record.showEnd(account.account, region, end);
        return [];
      });
      await Promise.all(waiting.map((cell) => this.#readCell(cell, signal)));
    });
  }

  async #readCell({ index, account, region }: Cell, signal: AbortSignal): Promise<void> {
    if (this.snapshot.cells[index]?.state !== "waiting") this.#record.showCell(account, region, { state: "waiting", notes: [] });
    await this.#wanted.promise;
    const giveBack = await this.#slots.take(this.#ageOrder(index));
    if (signal.aborted) {
      giveBack();
      this.#record.showEnd(account, region, STOPPED_BEFORE_BEGUN);
      return;
    }
    // Many cells get a slot at once, and each begins with two clients and two signed requests.
    await turns.take();
    const lend = this.#lendSlot(giveBack);
    this.#record.showCell(account, region, { state: "reading", notes: [] });
    const readAt = new Date().toISOString();
    const end = await sweepCell({
      clients: this.#options.aws.cell(account, region),
      rows: this.#rowsFor(index),
      reading: this.#reading,
      signal,
      holdMs: this.snapshot.rowCount === 0 ? HOLD_AT_FIRST_MS : HOLD_MS,
      onProgress: () => {
        lend.refresh();
        if (this.snapshot.cells[index]?.nodes !== this.#record.liveIn(index))
          this.#record.showCell(account, region, { state: "reading", notes: [] });
      },
    });
    clearInterval(lend);
    giveBack();
    if (this.#slots.count < MOST_CELLS_AT_ONCE && this.#room.has()) this.#slots.grow(1);
    this.#record.showCell(account, region, end.state === "read" ? { ...end, readAt } : end);
  }

  async #checkTag({ index, account, region }: Cell, signal: AbortSignal): Promise<void> {
    this.#record.showCell(account, region, { state: "waiting", notes: [] });
    const giveBack = await this.#slots.take(this.#ageOrder(index));
    const settled = this.#record.settled(index);
    if (signal.aborted) {
      giveBack();
      this.#record.showEnd(account, region, STOPPED_BEFORE_BEGUN);
      return;
    }
    await turns.take();
    const end = await checkTag({
      clients: this.#options.aws.cell(account, region),
      snapshot: this.snapshot,
      rows: this.#record.rowsOf(index),
      reading: this.#reading,
      signal,
      emit: (line) => this.#record.emit(line),
      tagsSince: (row) => this.#taggedAtMs.get(row) ?? 0,
    });
    giveBack();
    // Nothing else was read: the cell is as old, and as far read, as it was.
    this.#record.showCell(account, region, end.state === "read" && settled ? settled : end);
  }

  /** Until the timer is cleared; it begins anew with every sign of life. */
  #lendSlot(giveBack: () => void): NodeJS.Timeout {
    return setInterval(() => {
      if (this.#room.has()) giveBack();
    }, LEND_SLOT_MS);
  }

  /** What was never read comes first, then what was read longest ago. */
  #ageOrder(index: number): number {
    const readAt = this.snapshot.cells[index]?.readAt;
    return readAt ? Date.parse(readAt) : 0;
  }

  #rowsFor(index: number): CellRows {
    const cell = this.snapshot.cells[index];
    if (!cell) throw new RangeError(`no cell ${index}`);
    return new CellRows({
      snapshot: this.snapshot,
      cell,
      emit: (line) => this.#record.emit(line),
      before: [...this.#record.rowsOf(index)],
      tagsSince: (row) => this.#taggedAtMs.get(row) ?? 0,
    });
  }
}

const STOPPED_BEFORE_BEGUN: CellEnd = {
  state: "stopped",
  problem: { code: "stopped", title: "Stopped before it was read.", remedy: "Refresh to read it." },
  notes: [],
};
