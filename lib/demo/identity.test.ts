import { CreateTagsCommand, DeleteTagsCommand, DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeInstanceInformationCommand, SSMClient } from "@aws-sdk/client-ssm";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, startStandIn } from "./server.ts";

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const REGION = "us-east-1";
const REACH = "arn:aws:iam::222222222222:role/CadoReachRole";
let standIn: StandIn;
let offsetMs = 0;

beforeAll(async () => {
  standIn = await startStandIn({ instances: 60, throttling: false, clock: () => Date.now() + offsetMs });
});
afterAll(() => standIn.close());

const config = (credentials: Keys, region = REGION) => ({ endpoint: standIn.url, region, credentials, maxAttempts: 1 });
const sts = (keys: Keys = standIn.credentials.dashboard, region = REGION) => new STSClient(config(keys, region));

async function assume(input: Partial<AssumeRoleCommandInput> = {}, keys: Keys = standIn.credentials.dashboard): Promise<Keys> {
  const { Credentials } = await sts(keys).send(
    new AssumeRoleCommand({ RoleArn: REACH, RoleSessionName: "test", ExternalId: "cado-reach-demo", ...input }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "accepted";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "not an error";
  }
}

/** The same credentials at each service, each answering in its own way. */
async function refusals(keys: Keys, region = REGION): Promise<string[]> {
  const answers = [
    new EC2Client(config(keys, region)).send(new DescribeInstancesCommand({ MaxResults: 5 })),
    new SSMClient(config(keys, region)).send(new DescribeInstanceInformationCommand({})),
    sts(keys, region).send(new GetCallerIdentityCommand({})),
  ];
  return Promise.all(answers.map(async (answer) => (await refusal(answer)).split(":")[0] ?? ""));
}

test("tells each caller who it is", async () => {
  const who = async (keys: Keys) => (await sts(keys).send(new GetCallerIdentityCommand({}))).Arn;
  expect(await who(standIn.credentials.administrator)).toBe("arn:aws:iam::111111111111:user/demo-admin");
  expect(await who(standIn.credentials.dashboard)).toBe("arn:aws:iam::111111111111:user/cado-reach-dashboard");
  expect(await who(await assume())).toBe("arn:aws:sts::222222222222:assumed-role/CadoReachRole/test");
});

test.each([
  [
    "an unknown key",
    (keys: Keys) => ({ ...keys, accessKeyId: "AKIAAAAAAAAAAAAAAAAA" }),
    ["AuthFailure", "UnrecognizedClientException", "InvalidClientTokenId"],
  ],
  [
    "another secret",
    (keys: Keys) => ({ ...keys, secretAccessKey: "x" }),
    ["SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch"],
  ],
  [
    "a token that is not its own",
    (keys: Keys) => ({ ...keys, sessionToken: "x" }),
    ["AuthFailure", "UnrecognizedClientException", "InvalidClientTokenId"],
  ],
])("refuses %s, each service in its own words", async (_, change, expected) => {
  expect(await refusals(change(standIn.credentials.dashboard))).toEqual(expected);
});

test("refuses a session without its token", async () => {
  const { sessionToken: _, ...withoutToken } = await assume();
  expect(await refusals(withoutToken)).toEqual(["AuthFailure", "UnrecognizedClientException", "InvalidClientTokenId"]);
});

test("takes a session to its last second and no longer, each service in its own words", async () => {
  offsetMs = -100_000;
  const keys = await assume({ DurationSeconds: 900 });
  offsetMs = 780_000;
  const before = await refusals(keys);
  offsetMs = 830_000;
  const after = await refusals(keys);
  offsetMs = 0;
  expect(before).toEqual(["accepted", "accepted", "accepted"]);
  expect(after).toEqual(["RequestExpired", "ExpiredTokenException", "ExpiredToken"]);
});

test("refuses a signature from another time", async () => {
  offsetMs = 16 * 60_000;
  const answers = await refusals(standIn.credentials.dashboard);
  offsetMs = 0;
  expect(answers).toEqual(["RequestExpired", "InvalidSignatureException", "SignatureDoesNotMatch"]);
});

test("refuses a region that is not enabled, and one that does not exist", async () => {
  const { administrator } = standIn.credentials;
  expect(await refusals(administrator, "ap-east-1")).toEqual([
    "OptInRequired",
    "UnrecognizedClientException",
    "InvalidClientTokenId",
  ]);
  expect(await refusals(administrator, "xx-nowhere-1")).toEqual([
    "AuthFailure",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
  ]);
});

test.each([
  ["without the ExternalId", { ExternalId: undefined }],
  ["with another ExternalId", { ExternalId: "guessed" }],
  ["of a role that there is not", { RoleArn: "arn:aws:iam::222222222222:role/Nope" }],
  [
    "of a role that the caller's policy does not name",
    { RoleArn: "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole", ExternalId: undefined },
  ],
])("denies a session %s", async (_, input) => {
  expect(await refusal(assume(input))).toMatch(
    /^AccessDenied: User: arn:aws:iam::111111111111:user\/cado-reach-dashboard is not authorized to perform: sts:AssumeRole on resource: arn:/,
  );
});

test.each([
  [899, "ValidationError"],
  [900, "accepted"],
  [3600, "accepted"],
  [3601, "ValidationError"],
  [43_201, "ValidationError"],
])("a session of %i seconds: %s", async (DurationSeconds, expected) => {
  expect(await refusal(assume({ DurationSeconds }))).toMatch(new RegExp(`^${expected}`));
});

test("lets the administrator into every role that there is, and no session longer than an hour from a session", async () => {
  const { administrator } = standIn.credentials;
  for (const { adminRole, cadoRole, reachRole } of standIn.accounts) {
    for (const { arn, externalId } of [adminRole, cadoRole, reachRole]) {
      expect(await refusal(assume({ RoleArn: arn, ExternalId: externalId ?? undefined }, administrator))).toBe("accepted");
    }
  }
  const cado = "arn:aws:iam::111111111111:role/CadoResponseRole";
  const longer = { RoleArn: cado, DurationSeconds: 7200, ExternalId: standIn.accounts[0]?.cadoRole.externalId ?? undefined };
  expect(await refusal(assume(longer, administrator))).toBe("accepted");
  const session = await assume(
    { RoleArn: "arn:aws:iam::111111111111:role/OrganizationAccountAccessRole", ExternalId: undefined },
    administrator,
  );
  expect(await refusal(assume(longer, session))).toMatch(/^ValidationError: .*role chaining/);
});

test("lets the dashboard write spellings of its own tag, with any value, and nothing else", async () => {
  const { region, account } = firstOpenCell();
  const cell = standIn.estate.cell(account, region);
  const rows = Array.from({ length: cell?.ec2Count ?? 0 }, (_, row) => row);
  const row = rows.find((at) => cell?.exists(at) && cell.instance(at).state === "running" && cell.tags(at).size < 40) ?? -1;
  const Resources = [cell?.id(row) ?? ""];
  const client = new EC2Client(config(standIn.credentials.dashboard, region));
  const own = { Key: "CadoResponseSSMEnabled", Value: "True" };
  const create = (...Tags: { Key: string; Value: string }[]) => refusal(client.send(new CreateTagsCommand({ Resources, Tags })));
  const remove = (...Tags: { Key: string; Value?: string }[]) =>
    refusal(client.send(new DeleteTagsCommand(Tags.length > 0 ? { Resources, Tags } : { Resources })));
  expect(await create(own)).toBe("accepted");
  // An undo puts back what was there.
  expect(await create({ ...own, Value: "true" })).toBe("accepted");
  expect(await create(own, { Key: "Name", Value: "x" })).toMatch(/^UnauthorizedOperation/);
  expect(await remove({ Key: "Name" })).toMatch(/^UnauthorizedOperation/);
  expect(await remove()).toMatch(
    /^UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:iam::111111111111:user\/cado-reach-dashboard is not authorized to perform: ec2:DeleteTags on resource: arn:aws:ec2:.*:instance\/i-.* because no identity-based policy allows the ec2:DeleteTags action\. Encoded authorization failure message: [\w-]+$/,
  );
  expect(await remove({ ...own, Value: "true" })).toBe("accepted");
});

describe("a session with a policy of its own", () => {
  const allow = (...Action: string[]) => ({ Effect: "Allow", Action, Resource: "*" });
  const policyOf = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const read = async (keys: Keys) => [
    await refusal(new EC2Client(config(keys)).send(new DescribeInstancesCommand({ MaxResults: 5 }))),
    await refusal(new SSMClient(config(keys)).send(new DescribeInstanceInformationCommand({}))),
  ];

  test("can do what the role and the policy both allow, at every service", async () => {
    const [ec2, ssm] = await read(await assume({ Policy: policyOf(allow("ec2:DescribeInstances", "s3:GetObject")) }));
    expect(ec2).toBe("accepted");
    expect(ssm).toMatch(/because no session policy allows the ssm:DescribeInstanceInformation action$/);
    expect(await read(await assume())).toEqual(["accepted", "accepted"]);
  });

  test("gains nothing that the role does not allow, and is told so", async () => {
    const keys = await assume({ Policy: policyOf(allow("*")) });
    const terminate = new DeleteTagsCommand({ Resources: ["i-0123456789abcdef0"], Tags: [{ Key: "Name" }] });
    expect(await refusal(new EC2Client(config(keys)).send(terminate))).toMatch(/because no identity-based policy allows/);
  });

  test("is denied what its policy denies", async () => {
    const denies = { Effect: "Deny", Action: "ec2:*", Resource: "*" };
    const [ec2, ssm] = await read(await assume({ Policy: policyOf(allow("*"), denies) }));
    expect(ec2).toMatch(/with an explicit deny in a session policy\./);
    expect(ssm).toBe("accepted");
  });

  test.each([
    ["that is no JSON", { Policy: "{" }, "MalformedPolicyDocumentException"],
    ["that is none", { Policy: '{"Statement":[{"Effect":"Maybe"}]}' }, "MalformedPolicyDocumentException"],
    ["that is too long", { Policy: policyOf(allow("ec2:*")).padEnd(2049) }, "ValidationError"],
    ["with characters that no policy can have", { Policy: policyOf({ ...allow("ec2:*"), Sid: "データ" }) }, "ValidationError"],
    ["by ARN", { PolicyArns: [{ arn: "arn:aws:iam::222222222222:policy/Some" }] }, "ValidationError"],
  ])("is not to be had with a policy %s", async (_, input, code) => {
    expect(await refusal(assume(input))).toMatch(new RegExp(`^${code}: `));
  });

  test("of 2,048 characters is to be had", async () => {
    expect(await refusal(assume({ Policy: policyOf(allow("ec2:*")).padEnd(2048) }))).toBe("accepted");
  });
});

test("decodes the message of an EC2 denial for its own account, and nothing else", async () => {
  const { region } = firstOpenCell();
  const client = new EC2Client(config(standIn.credentials.dashboard, region));
  const words = await refusal(
    client.send(new DeleteTagsCommand({ Resources: ["i-0123456789abcdef0"], Tags: [{ Key: "Name" }] })),
  );
  const EncodedMessage = /message: ([\w-]+)$/.exec(words)?.[1] ?? "";
  const { DecodedMessage = "" } = await sts().send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
  expect(JSON.parse(DecodedMessage)).toMatchObject({
    allowed: false,
    explicitDeny: false,
    context: { action: "ec2:DeleteTags", principal: { arn: "arn:aws:iam::111111111111:user/cado-reach-dashboard" } },
  });
  const decode = (message: string) => refusal(sts().send(new DecodeAuthorizationMessageCommand({ EncodedMessage: message })));
  expect(await decode(EncodedMessage.slice(0, -8))).toMatch(/^InvalidAuthorizationMessageException/);
});

test("denies everybody in the denied cell, as a service control policy would", async () => {
  const { account, region } = standIn.estate.deniedCell;
  const { adminRole } = standIn.accounts.find(({ id }) => id === account) ?? {};
  const keys = await assume(
    { RoleArn: adminRole?.arn, ExternalId: adminRole?.externalId ?? undefined },
    standIn.credentials.administrator,
  );
  const ec2 = await refusal(new EC2Client(config(keys, region)).send(new DescribeInstancesCommand({ MaxResults: 5 })));
  const ssm = await refusal(new SSMClient(config(keys, region)).send(new DescribeInstanceInformationCommand({})));
  const ending =
    /with an explicit deny in a service control policy: arn:aws:organizations::\d{12}:policy\/o-\w+\/service_control_policy\/p-\w+$/;
  expect(ec2).toMatch(
    /^UnauthorizedOperation: You are not authorized to perform this operation\. User: .* ec2:DescribeInstances with/,
  );
  expect(ec2.replace(/\. Encoded authorization failure message: [\w-]+$/, "")).toMatch(ending);
  expect(ssm).toMatch(new RegExp(`^AccessDeniedException: User: .* on resource: arn:aws:ssm:${region}:${account}:\\*`));
  expect(ssm).toMatch(ending);
});

/** A cell of the first account that has instances and is not the denied one. */
function firstOpenCell(): { account: string; region: string } {
  const { deniedCell, cells } = standIn.estate;
  const open = cells.find((cell) => cell.account === "111111111111" && cell.region !== deniedCell.region && cell.ec2Count > 3);
  if (!open) throw new Error("The first account has no instances.");
  return open;
}
