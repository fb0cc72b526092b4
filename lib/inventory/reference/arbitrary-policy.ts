import fc from "fast-check";
import type { ConditionBlock, PolicyDocument, Statement } from "#lib/policy/policy-document.ts";
import type { PolicySet } from "#lib/policy/policy-set.ts";

/** Every way to read a node: its place, kind, id and tags; in segments, over colons, by keys and by variables. */
const RESOURCES = [
  "*",
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ssm:*:*:managed-instance/*",
  "arn:aws:ssm:*:*:*",
  "arn:aws:ssm:*::document/*",
  "arn:aws:ssm:us-*::document/AWS-RunShellScript",
  "arn:aws:ssm:*::document/AWS-StartPortForwardingSession",
  "arn:aws:ec2:eu-west-1:*:instance/*",
  "arn:aws:ec2:*-1:111111111111:instance/*",
  "arn:aws:ec2:*:*:instance/i-00000001",
  "arn:aws:ec2:*:222222222222:instance/i-00000002",
  "arn:aws:ssm:*:*:managed-instance/mi-00000000000000003",
  "arn:aws:ec2:*:*:instance/i-0000000?",
  "arn:aws:*:*:*:*/*1",
  "arn:*:*:*:*:*instance/*0",
  "arn:aws:ec2:*/i-0*",
  "arn:aws:ec2:eu-*",
  "arn:aws:ec2:*:*1:instance/*",
  "arn:aws:s3:::bucket/*",
  "arn:aws-cn:ec2:*:*:instance/*",
  `arn:aws:ec2:*:*:instance/\${aws:ResourceTag/env}`,
  `arn:aws:ec2:\${aws:RequestedRegion}:*:instance/*`,
  `arn:aws:ssm:*:*:session/\${aws:username}-*`,
  `arn:aws:ec2:*:*:instance/\${aws:nobody, 'i-00000001'}`,
  `arn:aws:ec2:*:*:instance/\${`,
];

const KEYS = [
  "ssm:resourceTag/CadoResponseSSMEnabled",
  "ssm:ResourceTag/env",
  "aws:ResourceTag/ENV",
  "aws:ResourceTag/Name",
  "ssm:resourceTag/été",
  "ec2:ResourceTag/Name",
  "aws:RequestedRegion",
  "aws:PrincipalAccount",
  "aws:ResourceAccount",
  "aws:ViaAWSService",
  "aws:PrincipalTag/team",
  "aws:SourceIp",
  "ssm:nosuch",
];

const VALUES = [
  "True",
  "true",
  "",
  "prod*",
  "*-10",
  "web-?",
  "10",
  "eu-west-1",
  "us-*",
  "111111111111",
  "false",
  `\${aws:ResourceTag/Name}`,
  `\${ssm:resourceTag/env, 'prod'}`,
  `\${aws:username}`,
  `\${aws:PrincipalAccount}`,
];

const OPERATORS = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringEqualsIfExists",
  "StringNotLikeIfExists",
  "ForAllValues:StringLike",
  "ForAnyValue:StringEquals",
  "ForAllValues:StringNotEquals",
  "Null",
  "Bool",
  "NumericLessThan",
  "StringSortOf",
];

const someOf = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

const conditions: fc.Arbitrary<ConditionBlock> = fc.dictionary(
  fc.constantFrom(...OPERATORS),
  fc.dictionary(fc.constantFrom(...KEYS), someOf(VALUES), { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
  { maxKeys: 2, noNullPrototype: true },
);

const ACTIONS = ["ssm:SendCommand", "ssm:StartSession", "ssm:*", "*", "ssm:Send*", "ec2:CreateTags", "ec2:RunInstances"];

const statements: fc.Arbitrary<Statement> = fc
  .record({
    effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
    actions: someOf(ACTIONS),
    notAction: fc.nat(9),
    resources: someOf(RESOURCES),
    notResource: fc.nat(6),
    condition: fc.option(conditions, { freq: 2 }),
  })
  .map(({ effect, actions, notAction, resources, notResource, condition }) => ({
    Effect: effect,
    ...(notAction === 0 ? { NotAction: actions } : { Action: actions }),
    ...(notResource === 0 ? { NotResource: resources } : { Resource: resources }),
    ...(condition !== null && { Condition: condition }),
  }));

const documents: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constantFrom("2012-10-17" as const, "2012-10-17" as const, "2008-10-17" as const),
  Statement: fc.array(statements, { minLength: 1, maxLength: 4 }),
});

/** Most gates allow much, so that what is in the others shows. */
const gates = fc.oneof(
  documents,
  fc.array(statements, { maxLength: 2 }).map(
    (more): PolicyDocument => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }, ...more],
    }),
  ),
);

/** For tests: policies of a role with or without a boundary and service control policies, as nobody would write them. */
export const arbitraryPolicies: fc.Arbitrary<PolicySet> = fc
  .record({
    identity: fc.array(gates, { minLength: 1, maxLength: 2 }),
    boundary: fc.option(gates, { freq: 2 }),
    scp: fc.option(gates, { freq: 2 }),
  })
  .map(({ identity, boundary, scp }) => ({
    identity,
    ...(boundary !== null && { boundary }),
    ...(scp !== null && { scps: [[scp]] }),
  }));
