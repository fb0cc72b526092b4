import fc from "fast-check";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG as TAG } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../named-policy.ts";
import type { ConditionBlock, Statement } from "../policy-document.ts";
import type { CorrectionOptions } from "./correction.ts";

/** Roles of one or two policies for property tests: one of the beginnings, with statements of all sorts behind it. */
export function arbitraryRoles(starts: readonly (readonly Statement[])[]): fc.Arbitrary<readonly NamedPolicy[]> {
  return fc
    .tuple(fc.constantFrom(...starts), fc.array(statements, { maxLength: 4 }), fc.nat(4), versions)
    .map(([start, extra, split, Version]) => {
      const [first, second] = [[...start, ...extra.slice(0, split)], extra.slice(split)];
      const lists = [first, second].filter((list) => list.length > 0);
      return lists.map((Statement, at) => ({ name: `p${at}`, kind: "inline" as const, document: { Version, Statement } }));
    });
}

const KEY = `ssm:resourceTag/${TAG.key}`;
const ACTIONS = [
  "ssm:SendCommand",
  "ssm:StartSession",
  "ssm:TerminateSession",
  "ssm:ResumeSession",
  "ssm:DescribeInstanceInformation",
  "SSM:sendcommand",
  "ssm:Send*",
  "ssm:Start*",
  "ssm:*",
  "ssm:*Session",
  "*",
  "ssm:GetParameter",
  "ssm:ListCommands",
  "ec2:DescribeInstances",
  "ec2:CreateTags",
  "ec2:*",
  "s3:GetObject",
];
const RESOURCES = [
  "*",
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ec2:eu-west-1:*:instance/*",
  "arn:aws:ec2:*:111111111111:instance/*",
  "arn:aws:ec2:eu-*:*:*",
  "arn:aws:ec2:*:*:instance/i-0aaaaaaaaaaaaaaaa",
  "arn:aws:ec2:eu-west-?:*:instance/*",
  "arn:aws:ssm:*:*:managed-instance/*",
  "arn:aws:ssm:*::document/AWS-RunShellScript",
  "arn:aws:ssm:eu-west-1::document/AWS-RunPowerShellScript",
  "arn:aws:ssm:*:*:document/*",
  "arn:aws:ssm:*:*:session/*",
  `arn:aws:ssm:*:*:session/\${aws:userid}-*`,
  "arn:aws:ssm:*:*:*",
  "arn:aws:ssm:*:*:parameter/*",
  "arn:aws:ecs:*:*:task/*",
  "arn:aws:s3:::evidence",
];
const CONDITIONS: readonly (ConditionBlock | undefined)[] = [
  undefined,
  undefined,
  { StringEquals: { [KEY]: "True" } },
  { StringLike: { [KEY.toLowerCase()]: ["True"] } },
  { StringEquals: { [KEY]: ["True", "true"] } },
  { StringEquals: { [KEY]: "yes" } },
  { StringLike: { [KEY]: "*" } },
  { StringEqualsIfExists: { [KEY]: "True" } },
  { StringEqualsIgnoreCase: { [KEY]: "True" } },
  { StringNotEquals: { [KEY]: "False" } },
  { "ForAllValues:StringEquals": { [KEY]: "True" } },
  { Null: { [KEY]: "true" } },
  { StringEquals: { [`aws:ResourceTag/${TAG.key}`]: "True" } },
  { StringEquals: { "ssm:resourceTag/Env": "prod" } },
  { StringEquals: { "ssm:resourceTag/Env": "prod", [KEY]: "True" } },
  { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
  { IpAddress: { "aws:SourceIp": "10.0.0.0/8" }, StringEquals: { [KEY]: "True" } },
  { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
  { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": `\${aws:userid}*` } },
  { NobodyKnows: { "aws:SourceIp": "x" } },
];

const someOf = (values: readonly string[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const oneOrMore = (values: readonly string[], most: number) => fc.oneof(fc.constantFrom(...values), someOf(values, most));
const named = fc.oneof(
  { weight: 8, arbitrary: oneOrMore(ACTIONS, 4).map((Action) => ({ Action })) },
  { weight: 1, arbitrary: someOf(["ec2:*", "iam:*", "ssm:StartSession"], 2).map((NotAction) => ({ NotAction })) },
);
const about = fc.oneof(
  { weight: 8, arbitrary: oneOrMore(RESOURCES, 4).map((Resource) => ({ Resource })) },
  { weight: 1, arbitrary: someOf(RESOURCES.slice(1), 2).map((NotResource) => ({ NotResource })) },
);
const OURS = ACTIONS.slice(0, 4);
const NODES = RESOURCES.filter((resource) => /instance\//.test(resource));
// Half of the statements are about just what the correction is about, in forms that it may take for the exact one.
const focused = fc.record({ Action: oneOrMore(OURS, 2), Resource: oneOrMore(NODES, 2) });
const effects = fc.constantFrom<Statement["Effect"][]>("Allow", "Allow", "Allow", "Allow", "Deny");
const statements: fc.Arbitrary<Statement> = fc
  .tuple(
    effects,
    fc.oneof(
      focused,
      fc.tuple(named, about).map(([actions, resources]) => ({ ...actions, ...resources })),
    ),
    fc.constantFrom(...CONDITIONS),
  )
  .map(([Effect, elements, Condition]) => ({ Effect, ...elements, ...(Condition && { Condition }) }));
const versions = fc.constantFrom("2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17");
const someAccounts = fc.constantFrom([], [], ["111111111111"]).map((ids) => ids.flatMap((id) => parseAccountId(id) ?? []));
const someRegions = fc.constantFrom([], [], ["eu-west-1"]).map((names) => names.flatMap((name) => parseRegionName(name) ?? []));
/** Options in every combination, with accounts and regions or without. */
export const arbitraryOptions: fc.Arbitrary<CorrectionOptions> = fc.record({
  tag: fc.constant(TAG),
  partition: fc.constant("aws" as const),
  portForwarding: fc.boolean(),
  linuxOnly: fc.boolean(),
  hybrid: fc.boolean(),
  accounts: someAccounts,
  regions: someRegions,
  ownSessionsOnly: fc.boolean(),
  guard: fc.boolean(),
});
