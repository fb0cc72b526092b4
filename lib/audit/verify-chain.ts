import { z } from "zod";
import { chainHash, FIRST_PREV_HASH } from "./chain.ts";
import { parseJson } from "./parse-json.ts";

/** A record as it was found, before anything about it is believed. */
export type FoundRecord = {
  seq: number;
  at: string;
  /** The text that was hashed, to the letter. */
  body: string;
  prevHash: string;
  hash: string;
  /** What is kept beside the body and says something else than the body; null where all of it agrees. */
  differs: string | null;
};

/** Something that stands where a record should, and cannot be read as one. */
export type UnreadableRecord = { unreadable: string };

export type ChainFault = {
  code: "unreadable" | "order" | "gap" | "start" | "link" | "changed" | "no-key" | "head" | "noted-head";
  /** How many records stand before the bad one. */
  after: number;
  /** Number of the bad record; null where it has none or the fault is at the end of the chain. */
  seq: number | null;
  /** Ends the sentence "… is the first bad one: ". */
  why: string;
};

export type ChainEnd = { seq: number; hash: string };

export type ChainVerdict =
  | {
      ok: true;
      records: number;
      first: ChainPoint | null;
      last: (ChainPoint & ChainEnd) | null /** How many records came after the noted head. */;
      afterNoted: number | null;
    }
  | { ok: false; fault: ChainFault };

type ChainPoint = { seq: number; at: string };

export type ChainExpectations = {
  /** Key of the HMAC; null: plain SHA-256. */
  key: string | null;
  /** The first record that was hashed with the key, where the chain began without one. */
  keyedFrom?: number;
  /** Where the chain has to end; null: its head is missing. Left out: not known (an export file). */
  head?: ChainEnd | null;
  /** A head that was written down elsewhere, maybe without its number: the chain has to have come by it. */
  notedHead?: { seq: number | null; hash: string };
};

/**
 * Checks a chain of audit records, which are handed over in their order, and names the first one that is not as it was
 * written. The chain begins with record 1, or where a retention record within it says that what came before was taken
 * away. `add` answers a fault as soon as what follows cannot matter any more, `end` the verdict.
 */
export function createChainCheck(expected: ChainExpectations): {
  add(found: FoundRecord | UnreadableRecord): ChainFault | undefined;
  end(): ChainVerdict;
} {
  const { key, keyedFrom = 0, head, notedHead } = expected;
  let records = 0;
  let first: FoundRecord | undefined;
  let last: FoundRecord | undefined;
  let startIsTold = false;
  let noted: number | null = null;
  let fault: ChainFault | undefined;

  const fail = (code: ChainFault["code"], seq: number | null, why: string): ChainFault => ({ code, after: records, seq, why });

  function examine(found: FoundRecord): ChainFault | undefined {
    const { seq, at, body, prevHash, hash } = found;
    if (found.differs !== null) return fail("changed", seq, `its ${found.differs} is not what its text says`);
    const head = BODY_HEAD.exec(body);
    if (head?.[1] !== String(seq) || head[2] !== at) return fail("changed", seq, "its number or time is not what its text says");
    if (last !== undefined && seq !== last.seq + 1) {
      if (seq > last.seq) return fail("gap", seq, `${missing(last.seq + 1, seq - 1)} before it`);
      return fail("order", seq, `it stands after record ${last.seq}: it was put in, is there twice, or was moved`);
    }
    if (last !== undefined && prevHash !== last.hash) {
      return fail("link", seq, `it does not go on from record ${last.seq}: that one, or one before it, was rewritten`);
    }
    if (hash !== chainHash(prevHash, body, seq < keyedFrom ? null : key)) {
      if (key !== null && seq >= keyedFrom && hash === chainHash(prevHash, body, null)) return fail("no-key", seq, WITHOUT_KEY);
      // The first one failing says as much about the key as about the record.
      const orKey = records > 0 ? "" : key === null ? ", or it was written with a key" : ", or it was written with another key";
      return fail("changed", seq, `its text does not fit its hash${orKey}`);
    }
    return undefined;
  }

  function count(found: FoundRecord): void {
    if (first === undefined) {
      first = found;
      startIsTold = found.seq === 1 && found.prevHash === FIRST_PREV_HASH;
      if (isNoted(found.seq - 1, found.prevHash)) noted = 0;
    }
    last = found;
    records += 1;
    if (isNoted(found.seq, found.hash)) noted = records;
  }

  function isNoted(seq: number, hash: string): boolean {
    return notedHead?.hash === hash && (notedHead.seq ?? seq) === seq;
  }

  function findStartFault(): ChainFault | undefined {
    if (first === undefined || startIsTold) return undefined;
    records = 0;
    if (first.seq === 1) return fail("start", 1, "it does not begin the chain: it goes on from another record");
    return fail("start", first.seq, `${missing(1, first.seq - 1)} before it, and no record of retention took them away`);
  }

  function findEndFault(): ChainFault | undefined {
    if (head === undefined) return undefined;
    if (head === null) return fail("head", null, "the head of the chain is missing");
    const seq = last?.seq ?? 0;
    if (head.seq > seq) return fail("head", null, `${missing(seq + 1, head.seq)} at the end`);
    if (head.seq < seq) return fail("head", head.seq + 1, "it stands after the head of the chain: it was put in");
    if (head.hash !== (last?.hash ?? FIRST_PREV_HASH)) return fail("head", seq, "its hash is not that of the chain's head");
    return undefined;
  }

  return {
    add(found) {
      if (fault === undefined) {
        fault = "unreadable" in found ? fail("unreadable", null, found.unreadable) : examine(found);
        if (fault === undefined && "body" in found) count(found);
      }
      // Behind a fault there may still be the record that tells why the chain does not begin with record 1.
      if ("body" in found && first !== undefined && !startIsTold) startIsTold = tellsOfStart(found, first);
      return first === undefined || startIsTold ? fault : undefined;
    },
    end() {
      fault = findStartFault() ?? fault ?? findEndFault();
      if (fault === undefined && notedHead !== undefined && noted === null) {
        fault = fail("noted-head", null, "no record has that hash: the chain was made anew, or is cut off");
      }
      if (fault !== undefined) return { ok: false, fault };
      return {
        ok: true,
        records,
        first: first === undefined ? null : { seq: first.seq, at: first.at },
        last: last === undefined ? null : { seq: last.seq, at: last.at, hash: last.hash },
        afterNoted: noted === null ? null : records - noted,
      };
    },
  };
}

/** The members of a body that come before the entry, as `chainBody` writes them. */
const BODY_HEAD = /^\{"seq":(\d+),"at":"([^"]+)","entry":\{/;

const WITHOUT_KEY =
  "it was written without the key. If the key was set at a later time, say from which record on with --keyed-from";

const RetentionBody = z.object({
  entry: z.object({
    kind: z.literal("retention"),
    table: z.literal("audit_record"),
    lastSeq: z.number(),
    lastHash: z.string(),
  }),
});

/** True for the record of retention that took away what came before the first record. */
function tellsOfStart({ body }: FoundRecord, first: FoundRecord): boolean {
  // Most records are of another kind; parsing every one would take longer than hashing them.
  if (!body.includes('"kind":"retention"')) return false;
  const told = RetentionBody.safeParse(parseJson(body)).data?.entry;
  return told !== undefined && told.lastSeq === first.seq - 1 && told.lastHash === first.prevHash;
}

function missing(from: number, to: number): string {
  return from === to ? `record ${from} is missing` : `records ${from} to ${to} are missing`;
}
