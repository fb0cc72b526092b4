import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountNumbered, regionNamed, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { listInstances } from "./instance-pages.ts";
import { type Ec2Node, readInstances as readBytes } from "./read-instances.ts";
import { READING } from "./reading.ts";

const ACCOUNT = accountNumbered("111111111111");
const REGION = regionNamed("us-east-1");

let world: StandInSweep;
beforeAll(async () => {
  world = await startStandInSweep({ instances: 3000, seed: 7 });
});
afterAll(() => world.close());

async function listed(): Promise<readonly Ec2Node[]> {
  const nodes: Ec2Node[] = [];
  await listInstances(world.aws.cell(ACCOUNT, REGION), {
    reading: READING,
    signal: new AbortController().signal,
    expected: 0,
    onPage: async (page) => void nodes.push(...page),
    onNote: () => undefined,
  });
  return nodes;
}

describe("instancePages", () => {
  it("reads the same from the wire as the SDK does, fact by fact", async () => {
    const client = new EC2Client({
      endpoint: world.standIn.url,
      region: REGION,
      credentials: world.standIn.credentials.dashboard,
    });
    const bySdk = new Map<string, unknown>();
    let token: string | undefined;
    do {
      const page = await client.send(
        new DescribeInstancesCommand({ MaxResults: 1000, IncludeManagedResources: true, ...(token ? { NextToken: token } : {}) }),
      );
      for (const instance of page.Reservations?.flatMap((reservation) => reservation.Instances ?? []) ?? []) {
        bySdk.set(instance.InstanceId ?? "", {
          state: instance.State?.Name,
          platformName: instance.PlatformDetails ?? "",
          isWindows: instance.Platform !== undefined,
          tags: instance.Tags?.length ? Object.fromEntries(instance.Tags.map(({ Key = "", Value = "" }) => [Key, Value])) : null,
          instanceType: instance.InstanceType,
          privateIp: instance.PrivateIpAddress ?? "",
          instanceProfile: instance.IamInstanceProfile?.Arn ?? "",
          launched: instance.LaunchTime ? instance.LaunchTime.getTime() / 1000 : null,
          managedBy: instance.Operator?.Managed ? instance.Operator.Principal : "",
        });
      }
      token = page.NextToken;
    } while (token);
    client.destroy();
    const byUs = new Map<string, unknown>(
      (await listed()).map(({ id, name: _name, platform, tags, ...facts }) => [
        id,
        { ...facts, isWindows: platform === "windows", tags: tags && { ...tags } },
      ]),
    );
    expect(byUs.size).toBeGreaterThan(500);
    expect(byUs).toEqual(bySdk);
  });
});

describe("readInstances", () => {
  const readInstances = (text: string) => readBytes(Buffer.from(text));
  const wrap = (inside: string): string =>
    `<reservationSet><item><instancesSet><item><instanceId>i-0123456789abcdef0</instanceId>${inside}</item></instancesSet></item></reservationSet>`;

  it("takes no fact of what is nested in an instance for one of its own", () => {
    const [node] = readInstances(
      wrap(
        "<networkInterfaceSet><item><privateIpAddress>10.9.9.9</privateIpAddress><tagSet><item><key>K</key><value>V</value></item></tagSet></item></networkInterfaceSet>" +
          "<privateIpAddress>10.0.0.1</privateIpAddress><instanceState><code>16</code><name>running</name></instanceState>",
      ),
    );
    expect(node).toMatchObject({ privateIp: "10.0.0.1", state: "running", tags: null });
  });

  it("takes nothing of a reservation's other lists for an instance", () => {
    const groups =
      "<groupSet><item><instanceId>i-11111111111111111</instanceId><instanceType>t3.micro</instanceType></item></groupSet>";
    const [node, ...others] = readInstances(wrap("").replace("<item>", `<item>${groups}`));
    expect(node).toMatchObject({ id: "i-0123456789abcdef0", instanceType: "" });
    expect(others).toEqual([]);
  });

  it("keeps tags as they are: empty, spaced, in many scripts, named like a member of every object", () => {
    const [node] = readInstances(
      wrap(
        "<tagSet><item><key>a</key><value/></item><item><key> b </key><value> True</value></item><item><key>größe &amp; 名前</key><value>&#x1F600;</value></item>" +
          "<item><key>__proto__</key><value>x</value></item></tagSet>",
      ),
    );
    expect(Object.entries(node?.tags ?? {})).toEqual([
      ["a", ""],
      [" b ", " True"],
      ["größe & 名前", "😀"],
      ["__proto__", "x"],
    ]);
  });

  it("shows a state that EC2 adds some day as unknown", () => {
    expect(readInstances(wrap("<instanceState><name>hibernated</name></instanceState>"))[0]?.state).toBe("unknown");
  });

  it.each(["<reservationSet><item><instancesSet><item></item></instancesSet></item></reservationSet>", wrap("").slice(0, -20)])(
    "throws rather than leave an instance out",
    (text) => {
      expect(() => readInstances(text)).toThrow(SyntaxError);
    },
  );
});
