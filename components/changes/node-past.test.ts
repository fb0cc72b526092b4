import { expect, test } from "vitest";
import type { AuditEntry, AuditRecord } from "#lib/domain/audit.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { nodePast } from "./node-past.ts";
import { sampleJob } from "./sample-job.ts";

type NodeEntry = Extract<AuditEntry, { kind: "node" }>;

const { actor } = sampleJob();
const record = (seq: number, change: Partial<NodeEntry>): AuditRecord => {
  const target = { account: "111111111111", region: "eu-west-1", id: "i-0a" };
  const rest = { job: `j${seq}`, reason: "r", reference: "", before: [], after: [], requestIds: [] };
  const entry: NodeEntry = { kind: "node", actor, state: "verified", ...rest, ...target, ...change };
  return { seq, at: `2026-11-14T14:0${seq}:00.000Z`, entry, body: "", prevHash: "", hash: "" };
};

test("tells what was done to a tag, the latest first, and leaves out what did nothing to it", () => {
  const records = [
    record(1, { after: [DOCUMENTED_TAG] }),
    record(2, { state: "already", after: [DOCUMENTED_TAG] }),
    record(3, { state: "skipped", after: null }),
    record(4, { state: "failed", after: null, problem: { code: "x", title: "AWS refused it." } }),
    record(5, { state: "written", after: null }),
    record(6, { after: [] }),
    record(7, { after: [{ key: DOCUMENTED_TAG.key, value: "" }] }),
  ];
  expect(
    nodePast(records, DOCUMENTED_TAG, [{ key: DOCUMENTED_TAG.key, value: "" }]).map(({ seq, job, words }) => [seq, job, words]),
  ).toEqual([
    [7, "j7", '"" since'],
    [6, "j6", "(not tagged) from"],
    [5, "j5", "Written, and not seen on reading back,"],
    [4, "j4", "Failed: AWS refused it,"],
    [1, "j1", "True from"],
  ]);
});

test("tells nothing as holding still that somebody changed elsewhere since", () => {
  const records = [record(1, { after: [DOCUMENTED_TAG] })];
  const words = (found: Parameters<typeof nodePast>[2]) => nodePast(records, DOCUMENTED_TAG, found)[0]?.words;
  expect(words([DOCUMENTED_TAG])).toBe("True since");
  expect(words([])).toBe("True from");
  expect(words([{ ...DOCUMENTED_TAG, value: "False" }])).toBe("True from");
});
