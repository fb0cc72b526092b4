import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { chainBody, chainHash, FIRST_PREV_HASH } from "./chain.ts";
import { parseRecordLine, toRecordLine } from "./record-line.ts";
import { type ChainExpectations, type ChainVerdict, createChainCheck, type FoundRecord } from "./verify-chain.ts";

const KEY = "a-key-that-nobody-else-has";
const AT = "2026-03-01T12:00:00.000Z";
const RECORDS = 10_000;

type Link = { seq: number; prevHash: string };
const BEGINNING: Link = { seq: 1, prevHash: FIRST_PREV_HASH };

const signOut = (name: string): AuditEntry => ({
  kind: "sign-out",
  actor: { kind: "browser", name, session: "b0", from: "::1" },
});

function chain(entries: readonly AuditEntry[], key: string | null, { seq, prevHash }: Link = BEGINNING): FoundRecord[] {
  let last = prevHash;
  return entries.map((entry, index) => {
    const body = chainBody(seq + index, AT, entry);
    const record = { seq: seq + index, at: AT, body, prevHash: last, hash: chainHash(last, body, key), differs: null };
    last = record.hash;
    return record;
  });
}

type Found = Parameters<ReturnType<typeof createChainCheck>["add"]>[0];

function verify(records: readonly Found[], expected: ChainExpectations): ChainVerdict {
  const check = createChainCheck(expected);
  for (const record of records) if (check.add(record) !== undefined) break;
  return check.end();
}

const entries = Array.from({ length: RECORDS }, (_, at) => signOut(`"person" ${at} \u00e9`));
const plain = chain(entries, null);
const keyed = chain(entries, KEY);
const headOf = (records: readonly FoundRecord[]) => {
  const { seq, hash } = records.at(-1) ?? { seq: 0, hash: FIRST_PREV_HASH };
  return { seq, hash };
};

/** Bits of an export's line; the last byte is the line's end. */
function flip(record: FoundRecord, bit: number): Found[] {
  const bytes = Buffer.from(`${toRecordLine(record)}\n`);
  const at = Math.floor(bit / 8) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.filter((line) => line !== "").map(parseRecordLine);
}

describe("createChainCheck", () => {
  it.each([
    ["without a key", plain, null],
    ["with a key", keyed, KEY],
  ])("finds nothing wrong with a chain as it was written, %s", (_, records, key) => {
    const verdict = verify(records, { key, head: headOf(records), notedHead: { seq: 100, hash: records[99]?.hash ?? "" } });
    expect(verdict).toMatchObject({ ok: true, records: RECORDS, first: { seq: 1, at: AT }, afterNoted: RECORDS - 100 });
    expect(verdict).toMatchObject({ last: headOf(records) });
  });

  it("finds any flipped bit, and any record that was removed, put in or moved, and names the first bad one", () => {
    const place = fc.integer({ min: 0, max: RECORDS - 1 });
    const kind = fc.constantFrom("flip", "remove", "copy", "forge", "swap");
    fc.assert(
      fc.property(kind, place, place, fc.nat(100_000), fc.boolean(), (how, at, other, bit, withKey) => {
        const [records, key] = withKey ? [keyed, KEY] : [plain, null];
        const [i, j] = other < at ? [other, at] : [at, other];
        const tampered: Found[] = [...records];
        const here = get(records, i);
        const there = get(records, j);
        let first = i;
        if (how === "flip") tampered.splice(i, 1, ...flip(here, bit));
        if (how === "remove") tampered.splice(i, 1);
        if (how === "copy") tampered.splice(i, 0, there === here ? neighbour(records, i) : there);
        if (how === "forge") {
          // As good as it gets without the key; without one the record itself is sound, and the next one is too many.
          tampered.splice(i, 0, ...chain([signOut("nobody")], null, here));
          if (!withKey) first += 1;
        }
        if (how === "swap") {
          if (i === j) return;
          tampered[i] = there;
          tampered[j] = here;
        }
        const verdict = verify(tampered, { key, head: headOf(records) });
        expect(verdict).toMatchObject({ ok: false, fault: { after: first } });
      }),
      { numRuns: 300, seed: 1 },
    );
  }, 60_000);

  it("finds a tail that was cut off, by the head", () => {
    for (const cut of [1, 2, 4999, RECORDS]) {
      const verdict = verify(plain.slice(0, -cut), { key: null, head: headOf(plain) });
      expect(verdict).toMatchObject({ ok: false, fault: { code: "head", after: RECORDS - cut } });
    }
    expect(verify(plain.slice(0, -2), { key: null, head: headOf(plain) })).toMatchObject({
      fault: { why: "records 9999 to 10000 are missing at the end" },
    });
  });

  it("finds a tail that was cut off together with the head, by a head that was noted elsewhere", () => {
    const cut = plain.slice(0, 5000);
    expect(verify(cut, { key: null, head: headOf(cut) })).toMatchObject({ ok: true });
    const noted = headOf(plain);
    expect(verify(cut, { key: null, head: headOf(cut), notedHead: noted })).toMatchObject({ fault: { code: "noted-head" } });
    expect(verify(plain, { key: null, notedHead: { ...noted, seq: 9 } })).toMatchObject({ fault: { code: "noted-head" } });
  });

  it.each<[string, Partial<ChainExpectations>, object]>([
    ["a head that is not there", { head: null }, { code: "head", after: RECORDS }],
    ["records behind the head", { head: headOf(plain.slice(0, 9000)) }, { code: "head", seq: 9001 }],
    ["a head with another hash", { head: { seq: RECORDS, hash: FIRST_PREV_HASH } }, { code: "head", seq: RECORDS }],
    ["records without a chain", { head: { seq: 0, hash: FIRST_PREV_HASH } }, { code: "head", seq: 1 }],
  ])("finds %s", (_, expected, fault) => {
    expect(verify(plain, { key: null, ...expected })).toMatchObject({ ok: false, fault });
  });

  it("finds a tail that was rewritten, hashes and all, by somebody without the key", () => {
    const from = get(keyed, 7000);
    const rewritten = [...keyed.slice(0, 7000), ...chain(entries.slice(0, 3000), null, from)];
    expect(verify(rewritten, { key: KEY, head: headOf(rewritten) })).toMatchObject({ fault: { code: "no-key", after: 7000 } });
    const guessed = [...keyed.slice(0, 7000), ...chain(entries.slice(0, 3000), "another-key-altogether", from)];
    expect(verify(guessed, { key: KEY, head: headOf(guessed) })).toMatchObject({ fault: { code: "changed", after: 7000 } });
  });

  it("takes records from before the key was set for good only where it is told that they are", () => {
    const early = plain.slice(0, 100);
    const late = chain(entries.slice(100, 200), KEY, { seq: 101, prevHash: headOf(early).hash });
    const both = [...early, ...late];
    expect(verify(both, { key: KEY, head: headOf(both) })).toMatchObject({ fault: { code: "no-key", seq: 1 } });
    expect(verify(both, { key: KEY, keyedFrom: 101, head: headOf(both) })).toMatchObject({ ok: true, records: 200 });
    expect(verify(both, { key: KEY, keyedFrom: 102, head: headOf(both) })).toMatchObject({ fault: { seq: 101 } });
  });

  describe("after retention", () => {
    const removed = get(plain, 4999);
    const retention = { kind: "retention", table: "audit_record", before: AT, removed: 5000, lastSeq: 5000 } as const;
    const actor = { kind: "system", name: "retention", session: "", from: "" } as const;
    const told = (lastHash: string) => {
      const kept = plain.slice(5000, 6000);
      const link = { seq: 6001, prevHash: headOf(kept).hash };
      return [...kept, ...chain([{ ...retention, actor, lastHash }, signOut("later")], null, link)];
    };

    it("begins where a record of the chain says that the earlier ones were taken away", () => {
      const records = told(removed.hash);
      const verdict = verify(records, { key: null, head: headOf(records), notedHead: { seq: null, hash: removed.hash } });
      expect(verdict).toMatchObject({ ok: true, records: 1002, first: { seq: 5001 }, afterNoted: 1002 });
    });

    it.each<[string, readonly FoundRecord[], object]>([
      ["further records that went with them", told(removed.hash).slice(1), { code: "start", seq: 5002, after: 0 }],
      ["a beginning that goes on from another record", told(FIRST_PREV_HASH), { code: "start", seq: 5001 }],
      ["a beginning that nothing tells of", told(removed.hash).slice(0, 1000), { code: "start", seq: 5001 }],
      ["a later change first of all", told(removed.hash).toSpliced(10, 1), { code: "gap", seq: 5012, after: 10 }],
    ])("finds %s", (_, records, fault) => {
      expect(verify(records, { key: null })).toMatchObject({ ok: false, fault });
    });

    it("also takes the whole chain, where what was taken away was kept elsewhere", () => {
      const whole = [...plain.slice(0, 5000), ...told(removed.hash)];
      expect(verify(whole, { key: null, head: headOf(whole) })).toMatchObject({ ok: true, records: 6002 });
    });
  });

  it("has nothing against a chain that has not begun", () => {
    const verdict = verify([], { key: null, head: { seq: 0, hash: FIRST_PREV_HASH } });
    expect(verdict).toEqual({ ok: true, records: 0, first: null, last: null, afterNoted: null });
  });
});

describe("parseRecordLine", () => {
  const record = get(plain, 41);

  it("reads a line as it was written, and as another program writes it", () => {
    const line = toRecordLine(record);
    expect(parseRecordLine(line)).toEqual(record);
    const { seq, at, entry, ...rest } = JSON.parse(line);
    expect(parseRecordLine(JSON.stringify({ ...rest, entry, at, seq }, null, 1))).toEqual(record);
  });

  it("reads an entry that has a member named as the line's own", () => {
    const changed = [{ path: "x", before: { body: "y" }, after: { body: '","body":"' } }];
    const odd = get(
      chain([{ kind: "configuration", actor: { kind: "system", name: "", session: "", from: "" }, changed }], null),
      0,
    );
    expect(parseRecordLine(toRecordLine(odd))).toEqual(odd);
  });

  it("says where what stands beside the text is not what the text says", () => {
    const line = toRecordLine(record).replace("41", "44");
    expect(parseRecordLine(line)).toMatchObject({ differs: "entry" });
  });

  it.each(["", "null", "[]", "{}", '{"seq":1,"at":"x","entry":{},"body":"not json","prevHash":"","hash":""}'])(
    "cannot read %s as a record",
    (line) => {
      expect(parseRecordLine(line)).toEqual({ unreadable: expect.any(String) });
    },
  );
});

function get(records: readonly FoundRecord[], at: number): FoundRecord {
  const record = records[at];
  if (record === undefined) throw new Error(`There is no record at ${at}.`);
  return record;
}

function neighbour(records: readonly FoundRecord[], at: number): FoundRecord {
  return get(records, at === 0 ? 1 : at - 1);
}
