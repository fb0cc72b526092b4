import { expect, test } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { diffStatements } from "#lib/policy/diff-statements.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { diffReason } from "./diff-reason.ts";

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
