import { describe, expect, it } from "vitest";
import { blockerWords } from "./blocker-words.ts";
import { reasonSentence } from "./reason-words.ts";
import { DOCUMENTED_TAG } from "./tag-spec.ts";
import type { Blocker, BlockerCode } from "./verdict.ts";

const POLICY = {
  layer: "policy",
  action: "ssm:SendCommand",
  resource: "arn:aws:ssm:eu-west-1::document/X",
  reasons: [],
} as const;

const EVERY: { readonly [Code in BlockerCode]: Extract<Blocker, { code: Code }> } = {
  "partition-unsupported": { code: "partition-unsupported", layer: "partition", effect: "blocks", partition: "aws-cn" },
  "not-running": { code: "not-running", layer: "state", effect: "blocks", state: "stopped" },
  "state-unread": { code: "state-unread", layer: "state", effect: "unknown" },
  "not-managed": { code: "not-managed", layer: "ssm", effect: "blocks" },
  "connection-lost": { code: "connection-lost", layer: "ssm", effect: "blocks", lastPing: 1_790_000_000 },
  inactive: { code: "inactive", layer: "ssm", effect: "blocks", lastPing: null },
  "ssm-unread": { code: "ssm-unread", layer: "ssm", effect: "unknown" },
  "agent-unread": { code: "agent-unread", layer: "ssm", effect: "unknown" },
  "agent-too-old": { code: "agent-too-old", layer: "ssm", effect: "blocks", version: "2.3.0.0", minimum: "3.0.222.0" },
  "platform-unsupported": { code: "platform-unsupported", layer: "platform", effect: "blocks", platform: "windows" },
  "platform-unread": { code: "platform-unread", layer: "platform", effect: "unknown" },
  "tag-absent": { code: "tag-absent", layer: "tag", effect: "blocks" },
  "tag-wrong-value": { code: "tag-wrong-value", layer: "tag", effect: "blocks", key: "CadoResponseSSMEnabled", value: "true" },
  "tag-conflict": { code: "tag-conflict", layer: "tag", effect: "unknown", keys: ["A", "a"] },
  "tags-unread": { code: "tags-unread", layer: "tag", effect: "unknown" },
  "policy-node": { code: "policy-node", effect: "blocks", ...POLICY },
  "policy-document": { code: "policy-document", effect: "blocks", ...POLICY },
  "policy-explicit-deny": { code: "policy-explicit-deny", effect: "blocks", ...POLICY },
  "policy-unknown": { code: "policy-unknown", effect: "unknown", ...POLICY },
};

describe("blockerWords", () => {
  it.each(Object.values(EVERY))("has a short label, a sentence and a fix for $code", (blocker) => {
    const { label, sentence, fix } = blockerWords(blocker, DOCUMENTED_TAG);
    expect(label.split(" ").length).toBeLessThanOrEqual(3);
    for (const text of [sentence, fix]) expect(text).toMatch(/^[A-Z].*\.$/s);
  });

  it("offers one click where tagging helps and nowhere else", () => {
    const actions = Object.values(EVERY).flatMap((blocker) => {
      const { action } = blockerWords(blocker, DOCUMENTED_TAG);
      return action === null ? [] : [[blocker.code, action]];
    });
    expect(actions).toEqual([
      ["tag-absent", "tag"],
      ["tag-wrong-value", "normalise"],
      ["tag-conflict", "normalise"],
    ]);
  });

  it("names an empty value and the last ping", () => {
    const empty = { ...EVERY["tag-wrong-value"], value: "" };
    expect(blockerWords(empty, DOCUMENTED_TAG)).toMatchObject({
      label: "Tag empty",
      sentence: 'The tag CadoResponseSSMEnabled has the value (empty); the policy asks for "True", letter by letter.',
    });
    expect(blockerWords(EVERY["connection-lost"], DOCUMENTED_TAG).sentence).toContain("2026-09-21T14:13:20Z");
  });
});

describe("reasonSentence", () => {
  it("names the statement, what it asks for and what was there", () => {
    const statement = { source: "scp", policy: 1, index: 2, sid: "Tagged" } as const;
    const failed = { kind: "condition-failed", statement, operator: "StringEquals", key: "ssm:resourceTag/K" } as const;
    expect(reasonSentence({ ...failed, expected: ["True"], actual: ["true"] })).toBe(
      'Statement 3 (Tagged) of policy 2 of the service control policies asks for ssm:resourceTag/K StringEquals "True"; the request has "true".',
    );
    expect(reasonSentence({ ...failed, expected: ["a", "b"], actual: null })).toContain(
      '"a" or "b"; the request has no such key.',
    );
  });
});
