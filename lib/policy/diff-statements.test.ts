import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { diffStatements } from "./diff-statements.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";
import { renderVariant } from "./variants.ts";

const A: Statement = { Sid: "A", Effect: "Allow", Action: ["ssm:SendCommand", "ssm:StartSession"], Resource: "*" };
const B: Statement = { Sid: "B", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const C: Statement = { Sid: "C", Effect: "Deny", Action: "iam:*", Resource: "*" };

function doc(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

function kinds(before: PolicyDocument, after: PolicyDocument): readonly string[] {
  return diffStatements(before, after).map((one) => `${one.kind} ${(one.kind === "removed" ? one.before : one.after).Sid}`);
}

describe("diffStatements", () => {
  it.each<[string, readonly Statement[], readonly Statement[], readonly string[]]>([
    ["equal documents", [A, B], [A, B], ["unchanged A", "unchanged B"]],
    ["another order", [A, B], [B, A], ["unchanged B", "unchanged A"]],
    [
      "another Sid, list order and case",
      [A],
      [{ ...A, Sid: "Z", Action: ["ssm:startsession", "ssm:SendCommand"] }],
      ["unchanged Z"],
    ],
    ["one list or its only entry", [B], [{ ...B, Action: ["s3:GetObject"] }], ["unchanged B"]],
    ["the same Sid with another meaning", [A, B], [A, { ...B, Resource: "arn:aws:s3:::x" }], ["unchanged A", "changed B"]],
    [
      "meaning before Sid",
      [A, B],
      [
        { ...B, Sid: "A" },
        { ...A, Sid: "B" },
      ],
      ["unchanged A", "unchanged B"],
    ],
    ["removed where it stood", [A, B, C], [A, C], ["unchanged A", "removed B", "unchanged C"]],
    ["removed above added", [A, B], [A, C], ["unchanged A", "removed B", "added C"]],
    ["the same statement twice", [A], [A, A], ["unchanged A", "added A"]],
    ["nothing left", [A], [], ["removed A"]],
  ])("%s", (_, before, after, expected) => {
    expect(kinds(doc(...before), doc(...after))).toEqual(expected);
  });

  it("replaces the documented default by the tagged pair", () => {
    const [before, after] = (["documented-default", "documented-tagged"] as const).map((variant) =>
      renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG }),
    );
    expect(before && after && kinds(before, after)).toEqual([
      "removed RequiredForTriageAndRunCommand",
      "added RequiredForTriageAndRunCommandTagged",
      "added RequiredForTriageAndRunCommandRun",
    ]);
  });

  it("shows a changed statement line by line", () => {
    const [change] = diffStatements(doc(B), doc({ ...B, Resource: "arn:aws:s3:::x" }));
    expect(change?.lines).toEqual([
      { kind: "same", text: "{" },
      { kind: "same", text: '  "Sid": "B",' },
      { kind: "same", text: '  "Effect": "Allow",' },
      { kind: "same", text: '  "Action": "s3:GetObject",' },
      { kind: "removed", text: '  "Resource": "*"' },
      { kind: "added", text: '  "Resource": "arn:aws:s3:::x"' },
      { kind: "same", text: "}" },
    ]);
  });

  it("gives a side's lines whole where the statement is only there", () => {
    const [removed] = diffStatements(doc(B), doc());
    expect(removed?.lines.map(({ text }) => text).join("\n")).toBe(JSON.stringify(B, null, 2));
  });
});
