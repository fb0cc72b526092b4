import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { diffReason } from "./diff-reason.ts";
import { diffStatements } from "./diff-statements.ts";
import type { Statement } from "./policy-document.ts";
import { renderVariant, type VariantName } from "./variants.ts";

const policy = (variant: VariantName) => renderVariant({ variant, partition: "aws", tag: DOCUMENTED_TAG });
const reasons = (variant: VariantName) =>
  diffStatements(policy("documented-default"), policy(variant)).map((diff) => `${diff.kind}: ${diffReason(diff)}`);

test("says why each statement of the documented, tagged pair is other than the default", () => {
  expect(reasons("documented-tagged")).toEqual([
    "removed: Took away: SendCommand, DescribeInstanceInformation and 2 more, tagged or not.",
    "added: SendCommand, DescribeInstanceInformation and 2 more on nodes that carry the tag, and on no other.",
    "added: Run Command needs the document allowed too. No tag is asked for: documents of AWS cannot carry yours.",
  ]);
});

test("says why each statement of the corrected variant is there", () => {
  expect(reasons("corrected")).toEqual([
    "removed: Took away: SendCommand, DescribeInstanceInformation and 2 more, tagged or not.",
    "added: SendCommand on nodes that carry the tag, and on no other.",
    "added: Run Command needs the document allowed too. No tag is asked for: documents of AWS cannot carry yours.",
    "added: StartSession on nodes that carry the tag, and on no other.",
    "added: A session needs its document allowed too. No tag is asked for: documents of AWS cannot carry yours.",
    "added: Ends and resumes the role’s own sessions: these actions are about sessions, not nodes.",
    "added: These actions know no resources, so they work with * alone; they only read.",
  ]);
});

test("says what changed in a statement that kept its Sid", () => {
  const statement = { Sid: "A", Effect: "Allow", Action: "ssm:SendCommand", Resource: "arn:aws:ec2:*:*:instance/*" } as const;
  const tagged = { ...statement, Condition: { StringLike: { "ssm:resourceTag/Cado": "True" } } };
  const [diff] = diffStatements({ Statement: [statement] }, { Statement: [tagged] });
  expect(diff && diffReason(diff)).toBe("SendCommand: now asks for the tag.");
});

test.each<[Statement | null, Statement | null, string]>([
  [null, deny("iam:*"), "Denies iam:*, whatever else allows it."],
  [deny("iam:*"), null, "No longer denied: iam:*."],
  [null, allow("s3:GetObject"), "s3:GetObject."],
  [null, allow("ssm:GetCommandInvocation"), "These actions know no resources, so they work with * alone; they only read."],
  [allow("s3:GetObject"), null, "Took away: s3:GetObject, without condition."],
  [{ ...allow("s3:GetObject"), Condition: { Bool: { "aws:SecureTransport": "true" } } }, null, "Took away: s3:GetObject."],
  [allow("s3:GetObject"), deny("s3:GetObject"), "s3:GetObject: denied now, not allowed."],
  [null, { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, "everything but iam:*."],
])("tells a statement that is not about Cado by what it says", (before, after, reason) => {
  const sid = (statement: Statement | null) => (statement === null ? [] : [{ ...statement, Sid: "A" }]);
  const [diff] = diffStatements({ Statement: sid(before) }, { Statement: sid(after) });
  expect(diff && diffReason(diff)).toBe(reason);
});

function allow(action: string): Statement {
  return { Effect: "Allow", Action: action, Resource: "*" };
}

function deny(action: string): Statement {
  return { Effect: "Deny", Action: action, Resource: "*" };
}
