import { CreateTagsCommand, DeleteTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { AddTagsToResourceCommand, RemoveTagsFromResourceCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FaultInput } from "./faults/fault.ts";
import { type StandIn, startStandIn } from "./server.ts";
import type { RecordedWrite } from "./write-log.ts";

const ACCOUNT = "111111111111";
const REGION = "eu-west-1";
const KEY = "CadoResponseSSMEnabled";
const TAG = { Key: KEY, Value: "True" };
let standIn: StandIn;
let nowMs = Date.now();

beforeAll(async () => {
  standIn = await startStandIn({ instances: 300, throttling: false, recordWrites: true, clock: () => nowMs });
});
beforeEach(async () => {
  nowMs = Date.now();
  await control("POST", "reset", {});
});
afterAll(() => standIn.close());

async function control(method: string, path: string, body?: unknown): Promise<Response> {
  const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return fetch(`${standIn.url}/_control/${path}`, { method, ...(body === undefined ? {} : json) });
}

function cellOf() {
  const cell = standIn.estate.cell(ACCOUNT, REGION);
  if (!cell) throw new Error("The estate has no such cell.");
  return cell;
}

/** Instances that can be tagged. */
function instances(count: number): string[] {
  const cell = cellOf();
  const rows = Array.from({ length: cell.ec2Count }, (_, row) => row);
  return rows
    .filter((row) => cell.instance(row).state === "running" && cell.tags(row).size < 40)
    .slice(0, count)
    .map((row) => cell.id(row));
}

const tagOf = (id: string) => cellOf().tags(cellOf().indexOf(id)).get(KEY) ?? null;
const config = () => ({
  endpoint: standIn.url,
  region: REGION,
  credentials: standIn.credentials.dashboard,
  maxAttempts: 1,
  requestHandler: { requestTimeout: 1000, throwOnRequestTimeout: true },
});
const ec2 = () => new EC2Client(config());

async function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error ? error.name : "not an error"),
  );
}

async function writes(): Promise<RecordedWrite[]> {
  const { writes } = await (await control("GET", "writes")).json();
  return writes;
}

async function listed(query: string): Promise<{ account: string; region: string; id: string; tags: Record<string, string> }[]> {
  const { nodes } = await (await control("GET", `tags?${query}`)).json();
  return nodes;
}

describe("tags over the control endpoint", () => {
  test("are changed at once, past permissions and delays, and win over an older write that nobody sees yet", async () => {
    const [one = "", other = ""] = instances(2);
    await control("POST", "faults", { kind: "tag-delay", ms: 5000 });
    await ec2().send(new CreateTagsCommand({ Resources: [one, other], Tags: [TAG] }));
    const tags = [
      { id: one, key: KEY, value: "somebody else's" },
      { id: one, key: "Name", value: null },
    ];
    expect(await (await control("POST", "tags", { account: ACCOUNT, region: REGION, tags })).json()).toEqual({ changed: 2 });
    expect(tagOf(one)).toBe("somebody else's");
    expect(cellOf().tags(cellOf().indexOf(one)).has("Name")).toBe(false);
    nowMs += 6000;
    await listed("");
    await ec2().send(new DeleteTagsCommand({ Resources: [other], Tags: [{ Key: KEY, Value: "no" }] }));
    expect([tagOf(one), tagOf(other)]).toEqual(["somebody else's", "True"]);
  });

  test.each([
    ["a cell that there is not", { account: ACCOUNT, region: "xx-nowhere-1", tags: [] }, 404],
    ["an id that there is not", { account: ACCOUNT, region: REGION, tags: [{ id: "i-1", key: "k", value: "v" }] }, 404],
    ["a value that is none", { account: ACCOUNT, region: REGION, tags: [{ id: "i-1", key: "k", value: 1 }] }, 400],
    ["nothing", null, 400],
  ])("are not changed for %s", async (_, body, status) => {
    expect((await control("POST", "tags", body)).status).toBe(status);
  });

  test("are all or nothing", async () => {
    const [one = ""] = instances(1);
    const before = tagOf(one);
    const tags = [
      { id: one, key: KEY, value: "x" },
      { id: "i-0123456789abcdef0", key: KEY, value: "x" },
    ];
    expect((await control("POST", "tags", { account: ACCOUNT, region: REGION, tags })).status).toBe(404);
    expect(tagOf(one)).toBe(before);
  });

  test("are listed of a cell or of the whole estate, all of them or every spelling of one, written ones before they are seen", async () => {
    const cell = cellOf();
    const [one = ""] = instances(1);
    await control("POST", "faults", { kind: "tag-delay", ms: 5000 });
    await ec2().send(new CreateTagsCommand({ Resources: [one], Tags: [{ Key: KEY.toLowerCase(), Value: "" }] }));
    const own = await listed(`account=${ACCOUNT}&region=${REGION}&keys=${KEY}`);
    expect(own).toHaveLength(cell.size);
    expect(own.find(({ id }) => id === one)?.tags).toHaveProperty(KEY.toLowerCase(), "");
    expect(cell.tags(cell.indexOf(one)).has(KEY.toLowerCase())).toBe(false);
    const all = await listed("");
    expect(all).toHaveLength(standIn.estate.cells.reduce((sum, { size }) => sum + size, 0));
    const other = all.find(({ region, id }) => region === REGION && id !== one);
    expect(other?.tags).toEqual(Object.fromEntries(cell.tags(cell.indexOf(other?.id ?? ""))));
  });
});

describe("the record of writes", () => {
  test("has every request to change tags, with what became of it", async () => {
    const [one = "", other = ""] = instances(2);
    const hybrid = cellOf().id(cellOf().ec2Count);
    const ssm = new SSMClient(config());
    const resource = { ResourceType: "ManagedInstance", ResourceId: hybrid } as const;
    await ec2().send(new CreateTagsCommand({ Resources: [one, other], Tags: [TAG] }));
    await outcome(ec2().send(new DeleteTagsCommand({ Resources: [one], Tags: [{ Key: "Name" }] })));
    await outcome(ec2().send(new CreateTagsCommand({ Resources: [one], Tags: [TAG], DryRun: true })));
    await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [TAG] }));
    await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: [KEY] }));
    await control("POST", "faults", { kind: "throttle", times: 1 });
    await outcome(ec2().send(new CreateTagsCommand({ Resources: [one], Tags: [TAG] })));
    const seen = await writes();
    const common = {
      account: ACCOUNT,
      region: REGION,
      caller: "arn:aws:iam::111111111111:user/cado-reach-dashboard",
      dryRun: false,
      answered: true,
      atMs: nowMs,
    };
    const tags = [{ key: KEY, value: "True" }];
    expect(seen).toEqual(
      [
        { operation: "CreateTags", ids: [one, other], tags, outcome: "accepted" },
        { operation: "DeleteTags", ids: [one], tags: [{ key: "Name", value: null }], outcome: "UnauthorizedOperation" },
        { operation: "CreateTags", ids: [one], tags, outcome: "DryRunOperation", dryRun: true },
        { operation: "AddTagsToResource", ids: [hybrid], tags, outcome: "accepted" },
        { operation: "RemoveTagsFromResource", ids: [hybrid], tags: [{ key: KEY, value: null }], outcome: "accepted" },
        { operation: "CreateTags", ids: [one], tags, outcome: "RequestLimitExceeded" },
      ].map((write) => ({ ...common, ...write, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) })),
    );
    await control("DELETE", "writes");
    expect(await writes()).toEqual([]);
  });

  test.each<[FaultInput, string, boolean]>([
    [{ kind: "lost-answer" }, "accepted", true],
    [{ kind: "lost-answer", how: "hang" }, "accepted", true],
    [{ kind: "reset" }, "accepted", true],
    [{ kind: "cut" }, "accepted", true],
    [{ kind: "lost-request" }, "lost", false],
    [{ kind: "lost-request", how: "hang" }, "lost", false],
  ])("tells what the client of %j cannot know", async (fault, expected, isDone) => {
    const [one = ""] = instances(1);
    const value = `x ${JSON.stringify(fault)}`;
    await control("POST", "faults", { ...fault, where: { operation: "CreateTags" } });
    const sent = ec2().send(new CreateTagsCommand({ Resources: [one], Tags: [{ Key: KEY, Value: value }] }));
    expect(await outcome(sent)).not.toBe("accepted");
    expect(await writes()).toMatchObject([{ ids: [one], outcome: expected, answered: false }]);
    expect(tagOf(one) === value).toBe(isDone);
  });

  test("is refused where the stand-in was not told to keep one", async () => {
    const other = await startStandIn({ instances: 6 });
    expect((await fetch(`${other.url}/_control/writes`)).status).toBe(409);
    expect((await fetch(`${other.url}/_control/writes`, { method: "DELETE" })).status).toBe(409);
    await other.close();
  });
});

test("a jittered delay spreads what becomes visible, the same way for the same seed", async () => {
  const spread = async () => {
    await control("POST", "reset", {});
    await control("POST", "faults", { kind: "tag-delay", ms: 100, jitterMs: 10_000 });
    const ids = instances(20);
    await ec2().send(new CreateTagsCommand({ Resources: ids, Tags: [{ Key: KEY, Value: "late" }] }));
    const seen: number[] = [];
    for (const afterMs of [99, 5100, 10_100]) {
      const startMs = nowMs;
      nowMs += afterMs;
      await ec2().send(new DeleteTagsCommand({ Resources: ids.slice(0, 1), Tags: [{ Key: KEY, Value: "none" }] }));
      seen.push(ids.filter((id) => tagOf(id) === "late").length);
      nowMs = startMs;
    }
    return seen;
  };
  const [none = 0, some = 0, all = 0] = await spread();
  expect([none, all]).toEqual([0, 20]);
  expect(some).toBeGreaterThan(3);
  expect(some).toBeLessThan(17);
  expect(await spread()).toEqual([none, some, all]);
});
