import { describe, expect, it } from "vitest";
import type { NamedPolicy } from "../named-policy.ts";
import { applyFix } from "./apply-fix.ts";

describe("applyFix", () => {
  const policy: NamedPolicy = {
    name: "a",
    kind: "inline",
    document: {
      Version: "2012-10-17",
      Statement: ["A", "B", "C"].map((Sid) => ({ Sid, Effect: "Allow", Action: "s3:GetObject", Resource: "*" })),
    },
  };
  const [first, second] = policy.document.Statement;
  const sids = (policies: readonly NamedPolicy[]) =>
    policies.map(({ document }) => document.Statement.map(({ Sid: sid }) => sid));

  it("replaces, takes away and adds by the indexes from before", () => {
    const edits = [
      { policy: 0, statement: 3, with: second === undefined ? [] : [{ ...second, Sid: "New" }] },
      { policy: 0, statement: 0, with: [] },
      { policy: 0, statement: 1, with: first === undefined ? [] : [first, { ...first, Sid: "More" }] },
    ];
    expect(sids(applyFix([policy, policy], { label: "", edits }))).toEqual([
      ["A", "More", "C", "New"],
      ["A", "B", "C"],
    ]);
  });

  it("keeps what it does not name as the same object", () => {
    const edits = [{ policy: 1, statement: 1, with: [] }];
    const [kept, changed] = applyFix([policy, policy], { label: "", edits });
    expect(kept).toBe(policy);
    expect(changed?.document.Statement[0]).toBe(first);
  });
});
