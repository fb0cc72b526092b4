import "server-only";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { createRefusalCollector, type RefusalCollector } from "./collect-refusals.ts";

/** Entries that happened at one moment. */
export type Happened = { at: Date; entries: readonly AuditEntry[] };

/** Keeps all of it in one transaction, in this order; rejects where it cannot. */
export type WriteRecords = (happened: readonly Happened[]) => Promise<void>;

/** What is to be recorded and that nobody waits for: sign-ins, refusals. */
export type Recorder = {
  /** Keeps entries for the record, with the present moment as theirs. */
  add(entries: readonly AuditEntry[]): void;
  /** Of people and scripts that are signed in, and of strangers: those cannot crowd the others out. */
  readonly refusals: { readonly known: RefusalCollector; readonly strangers: RefusalCollector };
  /** From now on what waits is written. Once. */
  start(write: WriteRecords): void;
  /** Writes what waits; false where it cannot be written just now: then it goes on waiting. */
  flush(): Promise<boolean>;
};

/** Entries that wait at most, some hundred kilobytes; what comes on top is only counted. */
const MOST_WAITING = 1000;
/** Every moment of its own takes some statements. */
const MOST_AT_ONCE = 200;
const SOON_MS = 100;
const EVERY_MS = 1000;

/**
 * A recorder for a database that may be away: what is added waits for it, at most a thousand entries; of what comes on
 * top only the count is recorded, once the database is back. The log says when records begin to wait, and when they no
 * longer do.
 */
export function createRecorder(clock: () => Date = () => new Date()): Recorder {
  const refusals = { known: createRefusalCollector(), strangers: createRefusalCollector() };
  let waiting: Happened[] = [];
  let lost: { count: number; since: Date } | undefined;
  let isDown = false;
  let write: WriteRecords | undefined;
  let writing: Promise<boolean> | undefined;

  function add(entries: readonly AuditEntry[]): void {
    if (entries.length === 0) return;
    const at = clock();
    const room = MOST_WAITING - waiting.length;
    waiting.push(...entries.slice(0, room).map((entry) => ({ at, entries: [entry] })));
    if (entries.length > room) lost = { count: (lost?.count ?? 0) + entries.length - room, since: lost?.since ?? at };
    if (write !== undefined && !isDown) setTimeout(flush, SOON_MS).unref();
  }

  /** One at a time, in order. */
  function flush(): Promise<boolean> {
    writing ??= writeWaiting().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  async function writeWaiting(): Promise<boolean> {
    if (write === undefined) return false;
    const now = clock();
    // While nothing can be written, refusals stay where they are counted.
    if (!isDown) add([...refusals.known.takeDue(now.getTime()), ...refusals.strangers.takeDue(now.getTime())]);
    while (waiting.length > 0 || lost !== undefined) {
      if (!(await writeSome(write, now))) return false;
    }
    return true;
  }

  async function writeSome(write: WriteRecords, now: Date): Promise<boolean> {
    const batch = waiting.slice(0, MOST_AT_ONCE);
    const told = lost;
    try {
      await write(told === undefined ? batch : [...batch, { at: now, entries: [unrecorded(told, now)] }]);
    } catch (error) {
      if (!isDown) console.error("The audit record cannot be written to; what happens waits for it:", error);
      isDown = true;
      return false;
    }
    waiting = waiting.slice(batch.length);
    const more = (lost?.count ?? 0) - (told?.count ?? 0);
    lost = more > 0 ? { count: more, since: now } : undefined;
    if (isDown) console.info("The audit record is written to again.");
    isDown = false;
    return true;
  }

  function start(writer: WriteRecords): void {
    if (write !== undefined) return;
    write = writer;
    setInterval(flush, EVERY_MS).unref();
  }

  return { add, refusals, start, flush };
}

function unrecorded({ count, since }: { count: number; since: Date }, until: Date): AuditEntry {
  const actor = { kind: "system", name: "audit", session: "", from: "" } as const;
  return { kind: "unrecorded", actor, count, since: since.toISOString(), until: until.toISOString() };
}

// Next bundles every route apart, so what they share lives on globalThis.
const shared = globalThis as typeof globalThis & { cadoReachRecorder?: Recorder };

/** The recorder of this process. Until it is started it only keeps what it is given. */
export function getRecorder(): Recorder {
  shared.cadoReachRecorder ??= createRecorder();
  return shared.cadoReachRecorder;
}
