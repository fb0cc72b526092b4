import {
  AddTagsToResourceCommand,
  DescribeInstanceInformationCommand,
  DescribeInstancePropertiesCommand,
  GetCommandInvocationCommand,
  ListTagsForResourceCommand,
  paginateDescribeInstanceInformation,
  paginateDescribeInstanceProperties,
  RemoveTagsFromResourceCommand,
  SendCommandCommand,
  SSMClient,
  StartSessionCommand,
  TerminateSessionCommand,
} from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EstateCell } from "./estate/cell.ts";
import type { EstateSsm } from "./estate/ssm-registration.ts";
import { type StandIn, startStandIn } from "./server.ts";

// The one cell of a small estate that has Linux, Windows, hybrid and disconnected nodes.
const ACCOUNT = "222222222222";
const REGION = "us-east-1";
let standIn: StandIn;
let client: SSMClient;

beforeAll(async () => {
  standIn = await startStandIn({ instances: 600, throttling: false });
  client = await clientIn(ACCOUNT);
});
beforeEach(() => control("POST", "reset", {}));
afterAll(() => standIn.close());

/** A client as the administrator of the account. */
async function clientIn(account: string): Promise<SSMClient> {
  const config = { endpoint: standIn.url, region: REGION, credentials: standIn.credentials.administrator, maxAttempts: 1 };
  const { adminRole } = standIn.accounts.find(({ id }) => id === account) ?? {};
  const assume = new AssumeRoleCommand({ RoleArn: adminRole?.arn, RoleSessionName: "test" });
  const { Credentials } = await new STSClient(config).send(assume);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return new SSMClient({ ...config, credentials });
}

async function control(method: string, path: string, body: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${standIn.url}/_control/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

function cell(account = ACCOUNT): EstateCell {
  const found = standIn.estate.cell(account, REGION);
  if (!found) throw new Error("There is no such cell.");
  return found;
}

type Holds = (ssm: EstateSsm | null, row: number, at: EstateCell) => boolean;

function idsWhere(holds: Holds): string[] {
  return Array.from({ length: cell().size }, (_, row) => row)
    .filter((row) => cell().exists(row) && holds(cell().ssm(row), row, cell()))
    .map((row) => cell().id(row))
    .sort();
}

function idWhere(holds: Holds): string {
  const [id] = idsWhere(holds);
  if (!id) throw new Error("The cell has no such node.");
  return id;
}

const isOnline =
  (platform: EstateSsm["platformType"], type: EstateSsm["resourceType"] = "EC2Instance") =>
  (ssm: EstateSsm | null) =>
    ssm?.pingStatus === "Online" && ssm.platformType === platform && ssm.resourceType === type;

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "accepted";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "not an error";
  }
}

describe("DescribeInstanceInformation", () => {
  async function list(pageSize: number | undefined, Filters?: { Key: string; Values: string[] }[]) {
    const ids: string[] = [];
    const sizes: number[] = [];
    const config = pageSize === undefined ? { client } : { client, pageSize };
    for await (const page of paginateDescribeInstanceInformation(config, Filters ? { Filters } : {})) {
      const found = page.InstanceInformationList ?? [];
      sizes.push(found.length);
      ids.push(...found.map(({ InstanceId }) => InstanceId ?? ""));
    }
    return { ids: ids.sort(), sizes };
  }

  test.each([5, 50, undefined])("lists every managed node once in pages of %s, stopped ones not", async (pageSize) => {
    const { ids, sizes } = await list(pageSize);
    expect(ids).toEqual(idsWhere((ssm) => ssm !== null));
    expect(Math.max(...sizes)).toBe(pageSize ?? 10);
    expect(ids).not.toContain(idWhere((_, row, at) => row < at.ec2Count && at.instance(row).state === "stopped"));
  });

  test("has empty pages that still carry a token", async () => {
    const first = await client.send(new DescribeInstanceInformationCommand({ MaxResults: 5 }));
    const second = await client.send(new DescribeInstanceInformationCommand({ MaxResults: 5, NextToken: first.NextToken }));
    expect(second.InstanceInformationList).toEqual([]);
    expect(second.NextToken).toBeDefined();
  });

  test.each<[string, { Key: string; Values: string[] }[], Holds]>([
    ["ping status", [{ Key: "PingStatus", Values: ["ConnectionLost"] }], (ssm) => ssm?.pingStatus === "ConnectionLost"],
    ["platform", [{ Key: "PlatformTypes", Values: ["Windows", "MacOS"] }], (ssm) => ssm !== null && ssm.platformType !== "Linux"],
    ["resource type", [{ Key: "ResourceType", Values: ["ManagedInstance"] }], (ssm) => ssm?.resourceType === "ManagedInstance"],
    [
      "a tag",
      [{ Key: "tag:CadoResponseSSMEnabled", Values: ["True"] }],
      (ssm, row, at) => ssm !== null && at.tags(row).get("CadoResponseSSMEnabled") === "True",
    ],
  ])("filters by %s", async (_, filters, holds) => {
    expect((await list(5, filters)).ids).toEqual(idsWhere(holds));
  });

  test("lists nothing for an instance that is there and not managed, and refuses one that is not there", async () => {
    const unmanaged = idWhere((ssm, row, at) => ssm === null && row < at.ec2Count);
    const get = (id: string) =>
      client.send(new DescribeInstanceInformationCommand({ Filters: [{ Key: "InstanceIds", Values: [id] }] }));
    expect((await get(unmanaged)).InstanceInformationList).toEqual([]);
    expect(await refusal(get("i-0000000000000dead"))).toMatch(/^InvalidInstanceId:/);
  });

  test.each([
    ["pages of 4", { MaxResults: 4 }, "ValidationException: .*greater than or equal to 5"],
    ["pages of 51", { MaxResults: 51 }, "ValidationException: .*'51' at 'maxResults'.*less than or equal to 50"],
    ["a filter that there is not", { Filters: [{ Key: "Name", Values: ["x"] }] }, "InvalidFilterKey"],
    ["an empty list of values", { Filters: [{ Key: "PingStatus", Values: [] }] }, "ValidationException"],
    ["both kinds of filter", { Filters: [], InstanceInformationFilterList: [] }, "InvalidInstanceInformationFilterValue"],
    [
      "a tag beside another filter",
      {
        Filters: [
          { Key: "tag:a", Values: ["x"] },
          { Key: "PingStatus", Values: ["Online"] },
        ],
      },
      "InvalidInstanceInformationFilterValue",
    ],
    ["a token that it did not give", { NextToken: "made-up" }, "InvalidNextToken"],
  ])("refuses %s", async (_, input, expected) => {
    expect(await refusal(client.send(new DescribeInstanceInformationCommand(input)))).toMatch(new RegExp(`^${expected}`));
  });
});

describe("DescribeInstanceProperties", () => {
  test.each([5, 1000])("lists the same nodes in pages of %i, with what EC2 knows", async (pageSize) => {
    const ids: string[] = [];
    for await (const page of paginateDescribeInstanceProperties({ client, pageSize }, {})) {
      for (const told of page.InstanceProperties ?? []) {
        const row = cell().indexOf(told.InstanceId ?? "");
        ids.push(told.InstanceId ?? "");
        if (row < cell().ec2Count) {
          expect(told.InstanceState).toBe(cell().instance(row).state);
          expect(told.Name).toBe(cell().tags(row).get("Name") ?? "");
        }
      }
    }
    expect(ids.sort()).toEqual(idsWhere((ssm) => ssm !== null));
  });

  test("compares with operators", async () => {
    const FiltersWithOperator = [{ Key: "AgentVersion", Values: ["3.1.0.0"], Operator: "LessThan" as const }];
    const { InstanceProperties } = await client.send(
      new DescribeInstancePropertiesCommand({ MaxResults: 1000, FiltersWithOperator }),
    );
    const major = (version: string) => version.split(".").map(Number);
    const isOlder = (version: string) =>
      (major(version)[0] ?? 0) < 3 || (major(version)[0] === 3 && (major(version)[1] ?? 0) < 1);
    expect(InstanceProperties?.map(({ InstanceId }) => InstanceId ?? "").sort()).toEqual(
      idsWhere((ssm) => ssm !== null && isOlder(ssm.agentVersion)),
    );
  });

  test("refuses pages of 1001", async () => {
    expect(await refusal(client.send(new DescribeInstancePropertiesCommand({ MaxResults: 1001 })))).toMatch(
      /^ValidationException/,
    );
  });
});

describe("tags of hybrid nodes", () => {
  const tagged = { ResourceType: "ManagedInstance" } as const;
  const hybrid = () => idWhere((ssm) => ssm?.resourceType === "ManagedInstance");
  const add = (ResourceId: string, Tags: { Key: string; Value: string }[]) =>
    refusal(client.send(new AddTagsToResourceCommand({ ...tagged, ResourceId, Tags })));
  const list = async (ResourceId: string) =>
    (await client.send(new ListTagsForResourceCommand({ ...tagged, ResourceId }))).TagList?.map(
      ({ Key, Value }) => `${Key}=${Value}`,
    ).sort();

  test("are added, listed and removed by key, the others stay", async () => {
    const before = await list(hybrid());
    expect(await add(hybrid(), [{ Key: "CadoResponseSSMEnabled-2", Value: "True" }])).toBe("accepted");
    expect(await list(hybrid())).toEqual([...(before ?? []), "CadoResponseSSMEnabled-2=True"].sort());
    const TagKeys = ["CadoResponseSSMEnabled-2", "never-there"];
    await client.send(new RemoveTagsFromResourceCommand({ ...tagged, ResourceId: hybrid(), TagKeys }));
    expect(await list(hybrid())).toEqual(before);
  });

  test("are at most 50", async () => {
    const free = 50 - cell().tags(cell().indexOf(hybrid())).size;
    const tags = Array.from({ length: free + 1 }, (_, at) => ({ Key: `filler-${at}`, Value: "" }));
    expect(await add(hybrid(), tags)).toMatch(/^TooManyTagsError/);
    expect(await add(hybrid(), tags.slice(1))).toBe("accepted");
  });

  test.each([
    ["a key of 128", { Key: "k".repeat(128), Value: "" }, "accepted"],
    ["a key of 129", { Key: "k".repeat(129), Value: "" }, "ValidationException"],
    ["a value of 257", { Key: "k", Value: "v".repeat(257) }, "ValidationException"],
    ["a character that SSM does not take", { Key: "k", Value: "a;b" }, "ValidationException"],
    ["a key of AWS", { Key: "aws:k", Value: "" }, "ValidationException"],
  ])("answer to %s", async (_, tag, expected) => {
    expect(await add(hybrid(), [tag])).toMatch(new RegExp(`^${expected}`));
  });

  test("are not those of EC2 instances, nor of nodes that there are not", async () => {
    expect(await add(idWhere(isOnline("Linux")), [])).toMatch(/^InvalidResourceId/);
    expect(await add("mi-0123456789abcdef0", [{ Key: "k", Value: "" }])).toMatch(/^InvalidResourceId/);
  });
});

describe("SendCommand as Cado's role", () => {
  const TAGGED = (value: string) => ({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "ssm:SendCommand", Resource: "arn:aws:ssm:*::document/AWS-RunShellScript" },
      {
        Effect: "Allow",
        Action: "ssm:SendCommand",
        Resource: "arn:aws:ec2:*:*:instance/*",
        Condition: { StringLike: { "ssm:resourceTag/CadoResponseSSMEnabled": [value] } },
      },
    ],
  });
  const shell = { DocumentName: "AWS-RunShellScript" };
  const send = (InstanceIds: string[], more: object = shell) =>
    client.send(new SendCommandCommand({ InstanceIds, ...shell, Parameters: { commands: ["true"] }, ...more }));
  const USER = `User: arn:aws:sts::${ACCOUNT}:assumed-role/CadoResponseRole/cado-response is not authorized to perform: ssm:SendCommand`;
  const BECAUSE = "because no identity-based policy allows the ssm:SendCommand action";

  test("succeeds on an online node, and its invocation says so", async () => {
    const id = idWhere(isOnline("Linux"));
    const { Command } = await send([id]);
    const input = { CommandId: Command?.CommandId, InstanceId: id };
    expect(await client.send(new GetCommandInvocationCommand(input))).toMatchObject({ Status: "Success", ResponseCode: 0 });
    const other = client.send(new GetCommandInvocationCommand({ ...input, InstanceId: "i-0000000000000dead" }));
    expect(await refusal(other)).toMatch(/^InvocationDoesNotExist/);
  });

  test("is accepted for a node that lost its connection, and stays pending", async () => {
    const id = idWhere(
      (ssm, row, at) => ssm?.pingStatus === "ConnectionLost" && ssm.platformType === "Linux" && row < at.ec2Count,
    );
    const { Command } = await send([id]);
    const answer = await client.send(new GetCommandInvocationCommand({ CommandId: Command?.CommandId, InstanceId: id }));
    expect(answer).toMatchObject({ Status: "Pending", StatusDetails: "Delayed" });
  });

  test("names the nodes that are stopped, unmanaged or not there", async () => {
    const [online, bad] = [idWhere(isOnline("Linux")), idWhere((ssm, row, at) => ssm === null && row < at.ec2Count)];
    expect(await refusal(send([online, bad]))).toBe(
      `InvalidInstanceId: Instances [[${bad}]] not in a valid state for account ${ACCOUNT}`,
    );
    expect(await refusal(send(["i-0000000000000dead"]))).toMatch(/^InvalidInstanceId/);
  });

  test("refuses a document of the wrong platform, and one that there is not", async () => {
    const windows = idWhere(isOnline("Windows"));
    expect(await refusal(send([windows]))).toBe(
      `UnsupportedPlatformType: Cannot perform operation for instance id ${windows} of platform type Windows`,
    );
    expect(await refusal(send([windows], { DocumentName: "AWS-RunPowerShellScript" }))).toBe("accepted");
    expect(await refusal(send([windows], { DocumentName: "Nope" }))).toMatch(/^InvalidDocument/);
  });

  test.each([
    ["the exact tag", [["CadoResponseSSMEnabled", "True"]], "accepted"],
    ["another case of the key", [["cadoresponsessmenabled", "True"]], "accepted"],
    ["another case of the value", [["CadoResponseSSMEnabled", "true"]], "denied"],
    ["no tag", [], "denied"],
    [
      "two spellings, of which the first in code order is right",
      [
        ["CadoResponseSSMEnabled", "True"],
        ["cadoresponsessmenabled", "no"],
      ],
      "accepted",
    ],
    [
      "two spellings, of which the first in code order is wrong",
      [
        ["CadoResponseSSMEnabled", "no"],
        ["cadoresponsessmenabled", "True"],
      ],
      "denied",
    ],
  ])("under a policy that asks for the tag, with %s: %s", async (_, tags, expected) => {
    await control("PUT", "role-policy", { account: ACCOUNT, document: TAGGED("True") });
    const id = idWhere(isOnline("Linux"));
    const row = cell().indexOf(id);
    for (const key of [...cell().tags(row).keys()]) if (/^cadoresponse/i.test(key)) cell().deleteTag(row, key);
    for (const [key = "", value = ""] of tags) cell().setTag(row, key, value);
    const resource = `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${id}`;
    const denied = `AccessDeniedException: ${USER} on resource: ${resource} ${BECAUSE}`;
    expect(await refusal(send([id]))).toBe(expected === "denied" ? denied : expected);
  });

  test("names the document where the policy does not have it, whatever the node", async () => {
    await control("PUT", "role-policy", { account: ACCOUNT, document: TAGGED("True") });
    const answer = await refusal(send([idWhere(isOnline("Windows"))], { DocumentName: "AWS-RunPowerShellScript" }));
    const resource = `arn:aws:ssm:${REGION}::document/AWS-RunPowerShellScript`;
    expect(answer).toBe(`AccessDeniedException: ${USER} on resource: ${resource} ${BECAUSE}`);
  });

  test.each([
    ["an attached policy", "111111111111", ": arn:aws:iam::111111111111:policy/CadoResponseAcquisitionPolicy"],
    ["an inline policy, which has no ARN", "222222222222", ""],
  ])("words an explicit deny as one, in %s", async (_, account, ending) => {
    const deny = { Effect: "Deny", Action: "ssm:SendCommand", Resource: "arn:aws:ec2:*:*:instance/*" };
    const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "ssm:*", Resource: "*" }, deny] };
    await control("PUT", "role-policy", { account, document });
    const command = new SendCommandCommand({ ...shell, InstanceIds: [cell(account).id(0)] });
    const answer = await refusal((await clientIn(account)).send(command));
    expect(answer.split("with an explicit deny")[1]).toBe(` in an identity-based policy${ending}`);
  });

  test("with targets succeeds, and denied nodes end as AccessDenied", async () => {
    await control("PUT", "role-policy", { account: ACCOUNT, document: TAGGED("True") });
    const id = idWhere((ssm, row, at) => isOnline("Linux")(ssm) && at.tags(row).size < 40);
    cell().setTag(cell().indexOf(id), "CadoResponseSSMEnabled", "false");
    const Targets = [{ Key: "InstanceIds", Values: [id] }];
    const { Command } = await client.send(new SendCommandCommand({ ...shell, Targets }));
    const answer = await client.send(new GetCommandInvocationCommand({ CommandId: Command?.CommandId, InstanceId: id }));
    expect(answer).toMatchObject({ Status: "Failed", StatusDetails: "AccessDenied" });
  });

  test.each([
    ["51 ids", { InstanceIds: Array.from({ length: 51 }, () => "i-0123456789abcdef0") }, "ValidationException"],
    ["an id twice", { InstanceIds: ["i-0123456789abcdef0", "i-0123456789abcdef0"] }, "DuplicateInstanceId"],
    [
      "ids and targets",
      { InstanceIds: ["i-0123456789abcdef0"], Targets: [{ Key: "InstanceIds", Values: ["x"] }] },
      "ValidationException",
    ],
    ["neither", {}, "ValidationException"],
  ])("refuses %s", async (_, input, code) => {
    expect(await refusal(client.send(new SendCommandCommand({ ...shell, ...input })))).toMatch(new RegExp(`^${code}`));
  });
});

describe("StartSession as Cado's role", () => {
  const POLICY = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "ssm:StartSession",
        Resource: ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*::document/AWS-StartPortForwardingSession"],
      },
    ],
  };
  const start = (Target: string, DocumentName?: string) =>
    client.send(new StartSessionCommand(DocumentName ? { Target, DocumentName } : { Target }));

  test("needs the node and the session document, the default one too", async () => {
    await control("PUT", "role-policy", { account: ACCOUNT, document: POLICY });
    const [node, hybrid] = [idWhere(isOnline("Linux")), idWhere((ssm) => ssm?.resourceType === "ManagedInstance")];
    const session = await start(node, "AWS-StartPortForwardingSession");
    expect(session.SessionId).toMatch(/^cado-response-[0-9a-f]{17}$/);
    expect(await refusal(start(node))).toContain(
      `on resource: arn:aws:ssm:${REGION}:${ACCOUNT}:document/SSM-SessionManagerRunShell because`,
    );
    expect(await refusal(start(hybrid, "AWS-StartPortForwardingSession"))).toContain(`managed-instance/${hybrid} because`);
    const ended = await client.send(new TerminateSessionCommand({ SessionId: session.SessionId }));
    expect(ended.SessionId).toBe(session.SessionId);
  });

  test("says where the target is not connected", async () => {
    const lost = idWhere((ssm, row, at) => ssm?.pingStatus === "ConnectionLost" && row < at.ec2Count);
    expect(await refusal(start(lost))).toBe(`TargetNotConnected: ${lost} is not connected.`);
    expect(await refusal(start(lost, "AWS-RunShellScript"))).toMatch(/^InvalidDocument/);
  });
});
