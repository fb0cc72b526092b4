import { expect, test } from "vitest";
import { diffStatements } from "#lib/policy/diff-statements.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import { diffBlocks } from "./diff-blocks.ts";

const policy = (...statements: readonly (readonly [sid: string, action: string])[]): PolicyDocument => ({
  Statement: statements.map(([Sid, Action]) => ({ Sid, Effect: "Allow", Action, Resource: "*" })),
});

const blocks = (before: PolicyDocument, after: PolicyDocument) =>
  diffBlocks(diffStatements(before, after)).map((block) =>
    block.kind === "same" ? `same ${block.statements.length}` : `${block.before.length} out, ${block.after.length} in`,
  );

test.each([
  [policy(["a", "s3:A"]), policy(["a", "s3:A"]), ["same 1"]],
  [policy(["a", "s3:A"], ["b", "s3:B"]), policy(["a", "s3:A"], ["c", "s3:C"], ["d", "s3:D"]), ["same 1", "1 out, 2 in"]],
  [policy(["a", "s3:A"], ["b", "s3:B"], ["c", "s3:C"]), policy(["b", "s3:B"]), ["1 out, 0 in", "same 1", "1 out, 0 in"]],
  [policy(["a", "s3:A"]), policy(["a", "s3:B"]), ["1 out, 1 in"]],
])("puts what takes each other's place side by side, and folds what is as it was (case %#)", (before, after, expected) => {
  expect(blocks(before, after)).toEqual(expected);
});

test("loses no statement and keeps their order", () => {
  const before = policy(["a", "s3:A"], ["b", "s3:B"], ["c", "s3:C"], ["d", "s3:D"]);
  const after = policy(["x", "s3:X"], ["b", "s3:B"], ["y", "s3:Y"], ["d", "s3:E"]);
  const sids = diffBlocks(diffStatements(before, after)).flatMap((block) =>
    block.kind === "same" ? block.statements : block.after,
  );
  expect(sids.map((diff) => ("after" in diff ? diff.after.Sid : ""))).toEqual(["x", "b", "y", "d"]);
});
