import type { AuditEntry } from "#lib/domain/audit.ts";

export type RefusalEntry = Extract<AuditEntry, { kind: "refusal" }>;

export type RefusalCollector = {
  add(refusal: RefusalEntry, now: number): void;
  /** What is to be written now; `times` says how many are in each. */
  takeDue(now: number): readonly RefusalEntry[];
};

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** Different refusals that are told apart at a time, and of one address. */
const MOST_KINDS = 500;
const MOST_KINDS_OF_ADDRESS = 25;
const MOST_PATH = 200;
/** Single records that may be written at once, and how often another one may be: 2,880 a day. */
const BURST = 100;
const REFILL_MS = 30_000;

type Collected = { refusal: RefusalEntry; times: number; dueAt: number; pauseMs: number };

/**
 * Keeps refusals from filling the record: anybody can cause them, as fast as they like. The same one (who, from where,
 * what, why) is written at once, then after 10 seconds, then after pauses that double up to an hour while it goes on.
 * Where there are too many different ones, they are counted together: those of an address, then those of everybody.
 */
export function createRefusalCollector(): RefusalCollector {
  const collected = new Map<string, Collected>();
  const kindsOf = new Map<string, number>();
  let left = BURST;
  let filledAt = 0;

  function add(refusal: RefusalEntry, now: number): void {
    const cut = { ...refusal, path: refusal.path.slice(0, MOST_PATH) };
    const told = [cut, ofAddress(cut)].find((level) => collected.has(keyOf(level)) || hasRoom(level));
    count(told ?? ofEverybody(cut), refusal.times, now);
  }

  function hasRoom({ actor, path }: RefusalEntry): boolean {
    return collected.size < MOST_KINDS && (path === MANY || (kindsOf.get(actor.from) ?? 0) < MOST_KINDS_OF_ADDRESS);
  }

  function count(refusal: RefusalEntry, times: number, now: number): void {
    const key = keyOf(refusal);
    const known = collected.get(key);
    if (known !== undefined) {
      known.times += times;
      return;
    }
    collected.set(key, { refusal, times, dueAt: now, pauseMs: FIRST_PAUSE_MS });
    kindsOf.set(refusal.actor.from, (kindsOf.get(refusal.actor.from) ?? 0) + 1);
  }

  function forget(key: string, from: string): void {
    collected.delete(key);
    const kinds = (kindsOf.get(from) ?? 1) - 1;
    if (kinds > 0) kindsOf.set(from, kinds);
    else kindsOf.delete(from);
  }

  function takeDue(now: number): readonly RefusalEntry[] {
    const refills = Math.floor((now - filledAt) / REFILL_MS);
    if (refills > 0) {
      left = Math.min(BURST, left + refills);
      filledAt = now;
    }
    return [...takeSingle(now), ...takeEverybodys(now)];
  }

  function takeSingle(now: number): readonly RefusalEntry[] {
    const due: RefusalEntry[] = [];
    for (const [key, entry] of collected) {
      if (entry.dueAt > now || isEverybody(entry.refusal)) continue;
      const { refusal, times } = entry;
      if (times > 0 && left === 0) count(ofEverybody(refusal), times, now);
      if (times > 0 && left > 0) {
        left -= 1;
        due.push({ ...refusal, times });
      }
      goOn(key, entry, now);
    }
    return due;
  }

  /** These take no room from the others: there are a few dozen codes. */
  function takeEverybodys(now: number): readonly RefusalEntry[] {
    const due: RefusalEntry[] = [];
    for (const [key, entry] of collected) {
      if (entry.dueAt > now || !isEverybody(entry.refusal)) continue;
      if (entry.times > 0) due.push({ ...entry.refusal, times: entry.times });
      goOn(key, entry, now);
    }
    return due;
  }

  /** Pauses after it was written; forgets it where nothing came in the pause. */
  function goOn(key: string, entry: Collected, now: number): void {
    if (entry.times === 0) {
      forget(key, entry.refusal.actor.from);
      return;
    }
    entry.times = 0;
    entry.dueAt = now + entry.pauseMs;
    entry.pauseMs = Math.min(LONGEST_PAUSE_MS, entry.pauseMs * 2);
  }

  return { add, takeDue };
}

const MANY = "*";

function ofAddress(refusal: RefusalEntry): RefusalEntry {
  return { ...refusal, actor: { ...refusal.actor, name: "", session: "" }, method: MANY, path: MANY };
}

function ofEverybody(refusal: RefusalEntry): RefusalEntry {
  const { actor, ...counted } = ofAddress(refusal);
  return { ...counted, actor: { ...actor, from: "" } };
}

function isEverybody({ actor, path }: RefusalEntry): boolean {
  return path === MANY && actor.from === "";
}

function keyOf({ actor, method, path, code, status }: RefusalEntry): string {
  return JSON.stringify([actor.kind, actor.name, actor.session, actor.from, method, path, code, status]);
}
