import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DescribeTagsCommand,
  EC2Client,
  type Filter,
  paginateDescribeInstances,
  paginateDescribeTags,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EstateCell } from "./estate/cell.ts";
import { type StandIn, startStandIn } from "./server.ts";

const REGION = "us-east-1";
let standIn: StandIn;
let client: EC2Client;

beforeAll(async () => {
  standIn = await startStandIn({ instances: 600, throttling: false });
});
beforeEach(async () => {
  await fetch(`${standIn.url}/_control/reset`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  client = clientFor(REGION);
});
afterAll(() => standIn.close());

function clientFor(region: string): EC2Client {
  return new EC2Client({ endpoint: standIn.url, region, credentials: standIn.credentials.administrator, maxAttempts: 1 });
}

function cell(): EstateCell {
  const found = standIn.estate.cell("111111111111", REGION);
  if (!found) throw new Error("The first account has no such cell.");
  return found;
}

/** Rows of the cell whose instance is as asked. */
function rowsWhere(holds: (row: number, cell: EstateCell) => boolean): number[] {
  return Array.from({ length: cell().ec2Count }, (_, row) => row).filter((row) => cell().exists(row) && holds(row, cell()));
}

const isRunning = (row: number, at: EstateCell) => at.instance(row).state === "running" && at.tags(row).size < 40;
const isHidden = (row: number, at: EstateCell) => at.instance(row).operator?.hiddenByDefault === true;

/** Ids of two running instances, and of one that there is not. */
function ids(): [string, string, string] {
  const [one = 0, other = 0] = rowsWhere(isRunning);
  return [cell().id(one), cell().id(other), "i-0000000000000dead"];
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "accepted";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "not an error";
  }
}

async function listIds(input: { IncludeManagedResources?: boolean; Filters?: Filter[] }, pageSize: number): Promise<string[]> {
  const found: string[] = [];
  for await (const page of paginateDescribeInstances({ client, pageSize, stopOnSameToken: true }, input)) {
    found.push(...(page.Reservations ?? []).flatMap((set) => set.Instances ?? []).map((instance) => instance.InstanceId ?? ""));
  }
  return found.sort();
}

const idsOf = (rows: readonly number[]) => rows.map((row) => cell().id(row)).sort();
const tagsOf = (id: string) => Object.fromEntries(cell().tags(cell().indexOf(id)));

describe("DescribeRegions", () => {
  test("lists the 17 enabled regions, and the others only when asked for all", async () => {
    const enabled = await client.send(new DescribeRegionsCommand({}));
    const all = await client.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(enabled.Regions).toHaveLength(17);
    expect(all.Regions?.filter(({ OptInStatus }) => OptInStatus === "not-opted-in").length).toBeGreaterThan(0);
  });
});

describe("DescribeInstances", () => {
  test.each([5, 7, 1000])("lists every instance once in pages of %i, hidden ones only when asked", async (pageSize) => {
    expect(await listIds({ IncludeManagedResources: true }, pageSize)).toEqual(idsOf(rowsWhere(() => true)));
    expect(await listIds({}, pageSize)).toEqual(idsOf(rowsWhere((row, at) => !isHidden(row, at))));
  });

  test("tells every fact of an instance as the estate has it", async () => {
    const answer = await client.send(new DescribeInstancesCommand({ IncludeManagedResources: true }));
    for (const { OwnerId, ReservationId, Instances } of answer.Reservations ?? []) {
      for (const told of Instances ?? []) {
        const row = cell().indexOf(told.InstanceId ?? "");
        const truth = cell().instance(row);
        expect([OwnerId, ReservationId]).toEqual(["111111111111", truth.reservationId]);
        expect(told.State).toEqual({ Code: truth.stateCode, Name: truth.state });
        expect(told.LaunchTime?.getTime()).toBe(truth.launchTimeMs);
        expect(told.Platform ?? null).toBe(truth.platform);
        expect(told.PlatformDetails).toBe(truth.platformDetails);
        expect(told.PrivateIpAddress ?? "").toBe(truth.privateIp);
        expect(told.IamInstanceProfile?.Arn).toBe(truth.instanceProfile?.arn);
        expect(told.Operator?.Principal).toBe(truth.operator?.principal);
        expect(Object.fromEntries((told.Tags ?? []).map(({ Key, Value }) => [Key, Value]))).toEqual(
          Object.fromEntries(cell().tags(row)),
        );
      }
    }
  });

  test("keeps spaces, quotes and other awkward characters of a tag", async () => {
    const [id] = ids();
    const value = ` a & <b> "c" 'd' é 漢 `;
    cell().setTag(cell().indexOf(id), "awkward <&> key", value);
    const answer = await client.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    expect(answer.Reservations?.[0]?.Instances?.[0]?.Tags).toContainEqual({ Key: "awkward <&> key", Value: value });
  });

  test("finds a hidden instance by id", async () => {
    const [hidden = -1] = rowsWhere(isHidden);
    const answer = await client.send(new DescribeInstancesCommand({ InstanceIds: [cell().id(hidden)] }));
    expect(answer.Reservations?.[0]?.Instances?.[0]?.Operator).toMatchObject({ Managed: true, HiddenByDefault: true });
  });

  test.each<[string, Filter[], (row: number, at: EstateCell) => boolean]>([
    [
      "a state",
      [{ Name: "instance-state-name", Values: ["stopped", "stopping"] }],
      (row, at) => at.instance(row).state.startsWith("stop"),
    ],
    [
      "a tag",
      [{ Name: "tag:CadoResponseSSMEnabled", Values: ["True"] }],
      (row, at) => at.tags(row).get("CadoResponseSSMEnabled") === "True",
    ],
    [
      "a tag with a wildcard",
      [{ Name: "tag:Name", Values: ["*-api-*"] }],
      (row, at) => /^.*-api-.*$/.test(at.tags(row).get("Name") ?? ""),
    ],
    [
      "a key",
      [{ Name: "tag-key", Values: ["cadoresponse*"] }],
      (row, at) => [...at.tags(row).keys()].some((key) => key.startsWith("cadoresponse")),
    ],
    [
      "two filters",
      [
        { Name: "platform", Values: ["windows"] },
        { Name: "instance-state-name", Values: ["running"] },
      ],
      (row, at) => at.instance(row).platform === "windows" && at.instance(row).state === "running",
    ],
    ["nothing that there is", [{ Name: "tag:Nope", Values: ["*"] }], () => false],
  ])("filters by %s", async (_, Filters, holds) => {
    expect(await listIds({ IncludeManagedResources: true, Filters }, 5)).toEqual(idsOf(rowsWhere(holds)));
  });

  test("continues only the query that a token was made for", async () => {
    const { NextToken } = await client.send(new DescribeInstancesCommand({ MaxResults: 5 }));
    const again = (input: object) => refusal(client.send(new DescribeInstancesCommand({ MaxResults: 5, NextToken, ...input })));
    expect(await again({})).toBe("accepted");
    expect(await again({ IncludeManagedResources: true })).toMatch(/^InvalidParameterValue: .*token is invalid/);
    expect(await again({ Filters: [{ Name: "tag-key", Values: ["Name"] }] })).toMatch(/^InvalidParameterValue/);
    expect(await again({ NextToken: "made-up" })).toMatch(/^InvalidParameterValue/);
    const elsewhere = clientFor("eu-west-1").send(new DescribeInstancesCommand({ MaxResults: 5, NextToken }));
    expect(await refusal(elsewhere)).toMatch(/^InvalidParameterValue/);
  });

  test("names one id or several that do not exist, and lists nothing then", async () => {
    const [good, , missing] = ids();
    const get = (InstanceIds: string[]) => refusal(client.send(new DescribeInstancesCommand({ InstanceIds })));
    expect(await get([good, missing])).toBe(`InvalidInstanceID.NotFound: The instance ID '${missing}' does not exist`);
    expect(await get([missing, good, "i-0000000000000beef"])).toBe(
      `InvalidInstanceID.NotFound: The instance IDs '${missing}, i-0000000000000beef' do not exist`,
    );
    expect(await get(["i-nope"])).toMatch(/^InvalidInstanceID.Malformed/);
  });

  test.each([
    ["pages of 4", { MaxResults: 4 }, "InvalidParameterValue"],
    ["pages of 1001", { MaxResults: 1001 }, "InvalidParameterValue"],
    ["ids in pages", { MaxResults: 5, InstanceIds: ["i-0123456789abcdef0"] }, "InvalidParameterCombination"],
    ["a filter that there is not", { Filters: [{ Name: "Tag:Name", Values: ["x"] }] }, "InvalidParameterValue"],
    ["51 filters", { Filters: Array.from({ length: 51 }, () => ({ Name: "tag-key", Values: ["x"] })) }, "FilterLimitExceeded"],
    ["201 values", { Filters: [{ Name: "tag-key", Values: Array.from({ length: 201 }, String) }] }, "FilterLimitExceeded"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
  ])("refuses %s", async (_, input, code) => {
    expect(await refusal(client.send(new DescribeInstancesCommand(input)))).toMatch(new RegExp(`^${code}:`));
  });
});

describe("DescribeTags", () => {
  test.each([5, 1000])("lists every tag once in pages of %i", async (pageSize) => {
    const listed: string[] = [];
    const input = { Filters: [{ Name: "key", Values: ["Name", "env", "cadoresponse*"] }] };
    for await (const page of paginateDescribeTags({ client, pageSize }, input)) {
      listed.push(...(page.Tags ?? []).map(({ ResourceId, Key, Value }) => [ResourceId, Key, Value].join()));
    }
    const isListed = (key: string) => key === "Name" || key === "env" || key.startsWith("cadoresponse");
    const truth = rowsWhere(() => true).flatMap((row) =>
      [...cell().tags(row)].filter(([key]) => isListed(key)).map(([key, value]) => [cell().id(row), key, value].join()),
    );
    expect(listed.sort()).toEqual(truth.sort());
  });

  test("looks up named resources, and says nothing of those that there are not", async () => {
    const [one, other, missing] = ids();
    const Filters = [{ Name: "resource-id", Values: [one, other, missing] }];
    const { Tags } = await client.send(new DescribeTagsCommand({ Filters }));
    expect(new Set(Tags?.map(({ ResourceId }) => ResourceId))).toEqual(new Set([one, other]));
    expect(Tags?.length).toBe(Object.keys(tagsOf(one)).length + Object.keys(tagsOf(other)).length);
  });
});

describe("CreateTags", () => {
  const create = (Resources: string[], Tags: { Key?: string; Value?: string }[], DryRun = false) =>
    refusal(client.send(new CreateTagsCommand({ Resources, Tags, DryRun })));

  test("adds and overwrites the named tags and no others", async () => {
    const [one, other] = ids();
    const before = tagsOf(one);
    expect(
      await create(
        [one, other],
        [
          { Key: "Name", Value: "new" },
          { Key: "x", Value: "" },
        ],
      ),
    ).toBe("accepted");
    expect(tagsOf(one)).toEqual({ ...before, Name: "new", x: "" });
    expect(tagsOf(other)).toMatchObject({ Name: "new", x: "" });
  });

  test("changes nothing where one id does not exist or was terminated, and names it", async () => {
    const [good, , missing] = ids();
    const [terminated = -1] = rowsWhere((row, at) => at.instance(row).state === "terminated");
    const before = tagsOf(good);
    const tag = [{ Key: "x", Value: "y" }];
    expect(await create([good, missing], tag)).toBe(`InvalidInstanceID.NotFound: The instance ID '${missing}' does not exist`);
    expect(await create([good, cell().id(terminated)], tag)).toMatch(/^InvalidInstanceID.NotFound/);
    expect(tagsOf(good)).toEqual(before);
  });

  test("takes 1000 ids and not 1001", async () => {
    const [good] = ids();
    const tag = [{ Key: "x", Value: "y" }];
    expect(
      await create(
        Array.from({ length: 1000 }, () => good),
        tag,
      ),
    ).toBe("accepted");
    expect(
      await create(
        Array.from({ length: 1001 }, () => good),
        tag,
      ),
    ).toMatch(/^InvalidParameterValue/);
  });

  test("holds 50 tags beside those of AWS, and not 51", async () => {
    const [row = -1] = rowsWhere(
      (row, at) => isRunning(row, at) && [...at.tags(row).keys()].some((key) => key.startsWith("aws:")),
    );
    const id = cell().id(row);
    const counted = Object.keys(tagsOf(id)).filter((key) => !key.startsWith("aws:")).length;
    const tags = Array.from({ length: 50 - counted }, (_, at) => ({ Key: `filler-${at}`, Value: "" }));
    expect(await create([id], [...tags, { Key: "one-more", Value: "" }])).toMatch(/^TagLimitExceeded/);
    expect(await create([id], tags)).toBe("accepted");
    expect(await create([id], [{ Key: "filler-0", Value: "again" }])).toBe("accepted");
    expect(await create([id], [{ Key: "one-more", Value: "" }])).toMatch(/^TagLimitExceeded/);
  });

  test.each([
    ["a key of 127", { Key: "k".repeat(127), Value: "" }, "accepted"],
    ["a key of 128", { Key: "k".repeat(128), Value: "" }, "InvalidParameterValue"],
    ["a value of 256", { Key: "k", Value: "v".repeat(256) }, "accepted"],
    ["a value of 257", { Key: "k", Value: "v".repeat(257) }, "InvalidParameterValue"],
    ["an empty key", { Key: "", Value: "" }, "InvalidParameterValue"],
    ["no value", { Key: "k" }, "MissingParameter"],
    [
      "a key of AWS",
      { Key: "aws:k", Value: "" },
      "InvalidParameterValue: Value \\( aws:k \\) for parameter key is invalid. Tag keys starting with 'aws:'",
    ],
  ])("answers %s", async (_, tag, expected) => {
    expect(await create([ids()[0]], [tag])).toMatch(new RegExp(`^${expected}`));
  });

  test("refuses ids that are not EC2's", async () => {
    expect(await create(["mi-0123456789abcdef0"], [{ Key: "k", Value: "" }])).toBe(
      "InvalidID: The ID 'mi-0123456789abcdef0' is not valid",
    );
    expect(await create(["i-xyz"], [{ Key: "k", Value: "" }])).toMatch(/^InvalidInstanceID.Malformed/);
  });

  test("a dry run changes nothing, and tells of permission only", async () => {
    const [good, , missing] = ids();
    expect(await create([good, missing], [{ Key: "k", Value: "" }], true)).toMatch(/^DryRunOperation/);
    expect(tagsOf(good)).not.toHaveProperty("k");
  });
});

describe("DeleteTags", () => {
  const KEY = "CadoResponseSSMEnabled";
  const remove = (Resources: string[], Tags?: { Key?: string; Value?: string }[]) =>
    refusal(client.send(new DeleteTagsCommand(Tags ? { Resources, Tags } : { Resources })));

  test.each([
    ["a key alone, whatever its value", "true", { Key: KEY }, undefined],
    ["a key and its value", "True", { Key: KEY, Value: "True" }, undefined],
    ["nothing where the value differs", "true", { Key: KEY, Value: "True" }, "true"],
    ["nothing where an empty value is asked and there is one", "True", { Key: KEY, Value: "" }, "True"],
    ["an empty value where it is asked", "", { Key: KEY, Value: "" }, undefined],
    ["nothing of another spelling", "True", { Key: KEY.toLowerCase() }, "True"],
  ])("takes %s", async (_, present, tag, expected) => {
    const [id] = ids();
    cell().setTag(cell().indexOf(id), KEY, present);
    const others = Object.entries(tagsOf(id)).filter(([key]) => key !== KEY);
    expect(await remove([id], [tag])).toBe("accepted");
    expect(tagsOf(id)[KEY]).toBe(expected);
    expect(Object.entries(tagsOf(id)).filter(([key]) => key !== KEY)).toEqual(others);
  });

  test("without tags takes every tag but those of AWS", async () => {
    const [row = -1] = rowsWhere(
      (row, at) => isRunning(row, at) && [...at.tags(row).keys()].some((key) => key.startsWith("aws:")),
    );
    const id = cell().id(row);
    const own = Object.entries(tagsOf(id)).filter(([key]) => key.startsWith("aws:"));
    expect(await remove([id])).toBe("accepted");
    expect(Object.entries(tagsOf(id))).toEqual(own);
  });

  test("changes nothing where one id does not exist, and refuses AWS's keys", async () => {
    const [good, , missing] = ids();
    const before = tagsOf(good);
    expect(await remove([good, missing], [{ Key: "Name" }])).toMatch(/^InvalidInstanceID.NotFound/);
    expect(await remove([good], [{ Key: "aws:autoscaling:groupName" }])).toMatch(/^InvalidParameterValue/);
    expect(tagsOf(good)).toEqual(before);
  });
});
