import { expect, test } from "vitest";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { auditWords } from "./audit-words.ts";
import { sampleJob } from "./sample-job.ts";

const { actor, counts } = sampleJob({ counts: { verified: 196, failed: 2 } });
const purpose = { reason: "r", reference: "" };
const target = { account: "111111111111", region: "eu-west-1", id: "i-0a" };
const job = { kind: "job", actor, job: "j", action: "tag", tag: DOCUMENTED_TAG, undoOf: null, nodes: 198, ...purpose } as const;
const attempt = { kind: "attempt", actor, job: "j", attempt: "a", nodes: ["i-0a"], requestId: "r", ...target } as const;
const node = { kind: "node", actor, job: "j", requestIds: [], ...purpose, ...target } as const;
const step = { op: "create", ...DOCUMENTED_TAG } as const;
const UNTAGGED: AuditEntry & { kind: "node" } = { ...node, state: "verified", before: [], after: [DOCUMENTED_TAG] };

test.each<[AuditEntry, string]>([
  [{ ...job, what: "started" }, "Started on 198 nodes"],
  [{ ...job, what: "paused" }, "Paused"],
  [{ ...job, what: "finished", counts }, "Ended: 196 verified, 2 failed"],
  [{ ...attempt, step, result: "accepted" }, "AWS accepted: CadoResponseSSMEnabled=True put on 1 node in 111111111111 eu-west-1"],
  [
    { ...attempt, step: { ...step, op: "delete" }, result: "refused", problem: { code: "x", title: "Not allowed." } },
    "AWS refused: CadoResponseSSMEnabled=True taken from 1 node in 111111111111 eu-west-1. Not allowed.",
  ],
  [UNTAGGED, "i-0a: verified, (not tagged) → True"],
  [{ ...UNTAGGED, state: "already", before: [DOCUMENTED_TAG] }, "i-0a: right already, True"],
  [
    { ...UNTAGGED, state: "failed", after: null, problem: { code: "x", title: "It is gone." } },
    "i-0a: failed, (not tagged), It is gone.",
  ],
  [{ ...UNTAGGED, state: "skipped", before: null, after: null }, "i-0a: not sent"],
])("says %j", (entry, words) => {
  expect(auditWords(entry, DOCUMENTED_TAG)).toBe(words);
});
