import { connect } from "node:net";
import { CreateTagsCommand, DescribeInstancesCommand, DescribeTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeInstanceInformationCommand, DescribeInstancePropertiesCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FaultInput } from "./faults/fault.ts";
import { type StandIn, startStandIn } from "./server.ts";

const REGION = "us-east-1";
const JSON_BODY = { "content-type": "application/json" };
let standIn: StandIn;
let nowMs = Date.now();

beforeAll(async () => {
  standIn = await startStandIn({ instances: 60, clock: () => nowMs });
});
beforeEach(async () => {
  nowMs = Date.now();
  await control("POST", "reset");
});
afterAll(() => standIn.close());

async function control(method: string, path: string, body: unknown = {}): Promise<Response> {
  return fetch(`${standIn.url}/_control/${path}`, { method, headers: JSON_BODY, body: JSON.stringify(body) });
}

const addFault = (fault: FaultInput) => control("POST", "faults", fault);
const config = (region = REGION) => ({
  endpoint: standIn.url,
  region,
  credentials: standIn.credentials.administrator,
  maxAttempts: 1,
});
const instances = (region = REGION) => new EC2Client(config(region)).send(new DescribeInstancesCommand({ MaxResults: 5 }));
const managed = () => new SSMClient(config()).send(new DescribeInstanceInformationCommand({}));
const whoAmI = () => new STSClient(config()).send(new GetCallerIdentityCommand({}));

async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.name : "not an error";
  }
}

describe("throttling", () => {
  const many = async (count: number, send: () => Promise<unknown>) => {
    const outcomes = await Promise.all(Array.from({ length: count }, () => outcome(send())));
    return {
      accepted: outcomes.filter((name) => name === "accepted").length,
      refused: new Set(outcomes.filter((name) => name !== "accepted")),
    };
  };

  test("gives EC2's published bucket to paged calls, refills it, and keeps regions apart", async () => {
    expect(await many(110, instances)).toEqual({ accepted: 100, refused: new Set(["RequestLimitExceeded"]) });
    expect(await outcome(instances("eu-west-1"))).toBe("accepted");
    nowMs += 500;
    expect((await many(15, instances)).accepted).toBe(10);
  });

  test("gives a smaller bucket to calls that are neither paged nor filtered", async () => {
    const client = new EC2Client(config());
    const all = () => client.send(new DescribeInstancesCommand({}));
    expect(await many(60, all)).toEqual({ accepted: 50, refused: new Set(["RequestLimitExceeded"]) });
    expect(await outcome(instances())).toBe("accepted");
  });

  test("words SSM's throttling as SSM does", async () => {
    expect((await many(45, managed)).refused).toEqual(new Set(["ThrottlingException"]));
  });
});

describe("faults", () => {
  test.each<[FaultInput, string, string, string]>([
    [{ kind: "throttle" }, "RequestLimitExceeded", "ThrottlingException", "Throttling"],
    [{ kind: "deny" }, "UnauthorizedOperation", "AccessDeniedException", "accepted"],
    [{ kind: "disable-region" }, "OptInRequired", "UnrecognizedClientException", "InvalidClientTokenId"],
    [{ kind: "expire-credentials" }, "RequestExpired", "ExpiredTokenException", "ExpiredToken"],
    [{ kind: "unknown-operation" }, "InvalidAction", "UnknownOperationException", "InvalidAction"],
    [{ kind: "error", code: "Odd", message: "x", status: 500 }, "Odd", "Odd", "Odd"],
    // The SDK calls a connection that was reset a time-out.
    [{ kind: "reset" }, "TimeoutError", "TimeoutError", "TimeoutError"],
    [{ kind: "throttle", where: { region: "eu-west-1" } }, "accepted", "accepted", "accepted"],
    [{ kind: "throttle", where: { service: "ssm" } }, "accepted", "ThrottlingException", "accepted"],
    [{ kind: "throttle", where: { operation: "DescribeInstances" } }, "RequestLimitExceeded", "accepted", "accepted"],
    [{ kind: "throttle", where: { account: "222222222222" } }, "accepted", "accepted", "accepted"],
  ])("%j", async (fault, ec2, ssm, sts) => {
    expect((await addFault(fault)).status).toBe(200);
    expect(await Promise.all([instances(), managed(), whoAmI()].map(outcome))).toEqual([ec2, ssm, sts]);
  });

  test.each<FaultInput>([{ kind: "hang" }, { kind: "latency", ms: 600_000 }])(
    "%j lets a client wait until it gives up",
    async (fault) => {
      await addFault(fault);
      const impatient = { ...config(), requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true } };
      expect(await outcome(new EC2Client(impatient).send(new DescribeInstancesCommand({})))).toBe("TimeoutError");
    },
  );

  test("cut an answer in the middle", async () => {
    await addFault({ kind: "cut" });
    expect(await outcome(instances())).not.toBe("accepted");
    expect(await outcome(managed())).not.toBe("accepted");
  });

  test("are over when cleared", async () => {
    await addFault({ kind: "throttle" });
    await control("DELETE", "faults");
    expect(await outcome(instances())).toBe("accepted");
  });

  test("deny one account's role to whoever would assume it", async () => {
    const assume = (id: string) => {
      const { reachRole } = standIn.accounts.find((account) => account.id === id) ?? {};
      const input = { RoleArn: reachRole?.arn, ExternalId: reachRole?.externalId ?? undefined, RoleSessionName: "test" };
      return outcome(new STSClient(config()).send(new AssumeRoleCommand(input)));
    };
    await addFault({ kind: "deny", where: { operation: "AssumeRole", account: "222222222222", role: "CadoReachRole" } });
    expect([await assume("222222222222"), await assume("333333333333")]).toEqual(["AccessDenied", "accepted"]);
  });

  test("take an operation or a parameter away, as in another emulator", async () => {
    await addFault({ kind: "unknown-operation", where: { operation: "DescribeInstanceProperties" } });
    await addFault({ kind: "refuse-parameter", parameter: "IncludeManagedResources" });
    const ec2 = new EC2Client(config());
    expect(await outcome(new SSMClient(config()).send(new DescribeInstancePropertiesCommand({})))).toBe(
      "UnknownOperationException",
    );
    expect(await outcome(ec2.send(new DescribeInstancesCommand({ MaxResults: 5, IncludeManagedResources: true })))).toBe(
      "UnknownParameter",
    );
    expect(await outcome(instances())).toBe("accepted");
  });
});

describe("tag writes", () => {
  const KEY = "written-late";
  function running(): string {
    const cell = standIn.estate.cell("111111111111", REGION);
    const rows = Array.from({ length: cell?.ec2Count ?? 0 }, (_, row) => row);
    const row = rows.find((at) => cell?.exists(at) && cell.instance(at).state === "running" && cell.tags(at).size < 40);
    if (!cell || row === undefined) throw new Error("No instance runs there.");
    return cell.id(row);
  }
  const write = () =>
    new EC2Client(config()).send(new CreateTagsCommand({ Resources: [running()], Tags: [{ Key: KEY, Value: "x" }] }));
  const seen = async () => {
    const Filters = [{ Name: "key", Values: [KEY] }];
    return (await new EC2Client(config()).send(new DescribeTagsCommand({ Filters }))).Tags?.length;
  };

  test("are seen only after the delay that was asked for", async () => {
    await addFault({ kind: "tag-delay", ms: 5000 });
    await write();
    expect(await seen()).toBe(0);
    nowMs += 4999;
    expect(await seen()).toBe(0);
    nowMs += 1;
    expect(await seen()).toBe(1);
  });

  test("change nothing when they meet another one", async () => {
    await addFault({ kind: "concurrent-tag-access", times: 1 });
    expect(await outcome(write())).toBe("ConcurrentTagAccess");
    expect(await seen()).toBe(0);
    expect(await outcome(write())).toBe("accepted");
  });
});

describe("the control endpoint", () => {
  test("tells what is in force", async () => {
    await addFault({ kind: "hang", where: { region: "eu-west-1" } });
    const told = await (await fetch(`${standIn.url}/_control`)).json();
    expect(told).toMatchObject({ instances: 60, seed: 1, faults: [{ kind: "hang", percent: 100 }] });
  });

  test("terminates instances, and lets them vanish", async () => {
    const cell = standIn.estate.cell("111111111111", REGION);
    const rows = Array.from({ length: cell?.ec2Count ?? 0 }, (_, row) => row);
    const [gone = "", stays = ""] = rows.filter((row) => cell?.instance(row).state === "running").map((row) => cell?.id(row));
    const place = { account: "111111111111", region: REGION };
    await control("POST", "terminate", { ...place, ids: [gone], forget: true });
    await control("POST", "terminate", { ...place, ids: [stays] });
    const get = (id: string) => new EC2Client(config()).send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    expect(await outcome(get(gone))).toBe("InvalidInstanceID.NotFound");
    expect((await get(stays)).Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe("terminated");
    expect((await control("POST", "terminate", { ...place, ids: ["i-0000000000000dead"] })).status).toBe(404);
  });

  test.each<[string, string, string, Record<string, string>, string, number]>([
    ["a body that is not JSON by its type", "POST", "/faults", { "content-type": "text/plain" }, "{}", 415],
    ["a body that is not JSON", "POST", "/faults", JSON_BODY, "{", 400],
    ["a fault that there is not", "POST", "/faults", JSON_BODY, '{"kind":"explode"}', 400],
    ["another web page", "POST", "/reset", { ...JSON_BODY, origin: "http://evil.example" }, "{}", 403],
    [
      "a policy that is none",
      "PUT",
      "/role-policy",
      JSON_BODY,
      '{"account":"111111111111","document":{"Statement":[{"Effect":"Maybe"}]}}',
      400,
    ],
    ["an account that there is not", "PUT", "/role-policy", JSON_BODY, '{"account":"999999999999","document":{}}', 404],
    ["a path that there is not", "POST", "/explode", JSON_BODY, "{}", 404],
  ])("refuses %s", async (_, method, path, headers, body, status) => {
    expect((await fetch(`${standIn.url}/_control${path}`, { method, headers, body })).status).toBe(status);
  });

  test("refuses a foreign Host", async () => {
    expect(await rawStatus("GET /_control HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).toBe(421);
    expect(await rawStatus(`GET /_control HTTP/1.1\r\nHost: localhost:${standIn.port}\r\nConnection: close\r\n\r\n`)).toBe(200);
  });
});

describe("the front door", () => {
  test.each([
    ["nothing signed", {}, 403],
    ["half a signature", { authorization: "AWS4-HMAC-SHA256 Credential=x" }, 400],
    [
      "another service",
      {
        authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`,
      },
      404,
    ],
  ])("refuses %s", async (_, headers, status) => {
    expect((await fetch(standIn.url, { method: "POST", headers, body: "Action=DescribeInstances" })).status).toBe(status);
  });

  test("refuses a body larger than any request of AWS's", async () => {
    const answer = await fetch(standIn.url, { method: "POST", body: "x".repeat(2 ** 21 + 1) });
    expect(answer.status).toBe(413);
  });

  test("closes although a client hangs", async () => {
    const other = await startStandIn({ instances: 6, faults: [{ kind: "hang" }] });
    const hanging = outcome(new EC2Client({ ...config(), endpoint: other.url }).send(new DescribeInstancesCommand({})));
    await fetch(`${other.url}/_control`);
    await other.close();
    expect(await hanging).not.toBe("accepted");
  });
});

/** The status that a request gets that fetch would not let one write. */
async function rawStatus(request: string): Promise<number> {
  const socket = connect(standIn.port, "127.0.0.1");
  socket.end(request);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return Number(answer.split(" ")[1]);
}
