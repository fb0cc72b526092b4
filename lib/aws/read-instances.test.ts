import { Readable } from "node:stream";
import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { escapeXml } from "#lib/demo/protocol/xml.ts";
import { CUT_OUT, cutOutElement } from "./cut-out-element.ts";
import { type Ec2Node, fromSdkInstance, readInstances } from "./read-instances.ts";

let body = "";
const client = new EC2Client({
  endpoint: "http://127.0.0.1:1",
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
  requestHandler: {
    handle: async () => ({
      response: { statusCode: 200, headers: { "content-type": "text/xml" }, body: Readable.from([Buffer.from(body)]) },
    }),
  },
});
afterAll(() => client.destroy());

/** What the SDK makes of the same answer; null where it throws. */
async function readBySdk(set: string): Promise<readonly Ec2Node[] | null> {
  body = `<DescribeInstancesResponse xmlns="x"><requestId>r</requestId>${set}</DescribeInstancesResponse>`;
  try {
    const { Reservations = [] } = await client.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances).map(fromSdkInstance);
  } catch {
    return null;
  }
}

function readByUs(set: string): readonly Ec2Node[] | null {
  try {
    return readInstances(Buffer.from(set));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const plain = (nodes: readonly Ec2Node[] | null) => nodes?.map((node) => ({ ...node, tags: node.tags && { ...node.tags } }));

const hex = (length: number) => fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const id = fc.oneof(
  hex(16).map((digits) => `i-0${digits}`),
  hex(8).map((digits) => `i-${digits}`),
);
// The characters of a tag that XML can hold; a carriage return would be a line feed after XML's own rules.
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZ09 _.:/=+-@<>&\"'"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }).map((value) => value.replaceAll(/\p{Cc}/gu, "")),
  fc.constantFrom("True", "true", " True", "", "__proto__", "constructor", "&amp;", "größe 名前 😀"),
);
const key = text.filter((value) => value !== "" && value.trim() === value);
const leaf = (name: string, value: fc.Arbitrary<string>) =>
  value.map((inside) => (inside === "" ? `<${name}/>` : `<${name}>${escapeXml(inside)}</${name}>`));
const tags = fc
  .uniqueArray(fc.tuple(key, text), { maxLength: 6, selector: ([name]) => name })
  .map((list) =>
    list.map(([name, value]) => `<item><key>${escapeXml(name)}</key><value>${escapeXml(value)}</value></item>`).join(""),
  );
const nested = fc.constantFrom(
  "<networkInterfaceSet><item><privateIpAddress>10.9.9.9</privateIpAddress><tagSet><item><key>K</key><value>V</value></item></tagSet><groupSet/></item></networkInterfaceSet>",
  "<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><status>attached</status></ebs></item></blockDeviceMapping>",
  "<placement><availabilityZone>eu-west-1a</availabilityZone><tenancy>default</tenancy></placement>",
  "<stateReason><code>Client.x</code><message>a &lt;b&gt;</message></stateReason>",
  "<productCodes/>",
);
/** What an instance may have beside its id, in any order: AWS promises none. */
const facts = fc.tuple(
  fc
    .constantFrom("running", "stopped", "hibernated")
    .map((name) => `<instanceState><code>16</code><name>${name}</name></instanceState>`),
  leaf("platform", fc.constantFrom("windows", "Windows", "")),
  leaf(
    "platformDetails",
    text.filter((value) => value.trim() === value),
  ),
  leaf("instanceType", fc.constantFrom("t3.micro", "mac2.metal", "")),
  leaf("privateIpAddress", fc.ipV4()),
  fc
    .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => `<launchTime>${date.toISOString()}</launchTime>`),
  fc.constantFrom(
    "",
    "<iamInstanceProfile><arn>arn:aws:iam::111111111111:instance-profile/a</arn><id>A</id></iamInstanceProfile>",
  ),
  fc.constantFrom(
    "",
    "<operator><managed>false</managed></operator>",
    "<operator><managed>true</managed><principal>eks.amazonaws.com</principal></operator>",
  ),
  tags.map((items) => (items === "" ? "" : `<tagSet>${items}</tagSet>`)),
  nested,
);
const instance = fc.tuple(id, facts, fc.infiniteStream(fc.nat(1000))).map(([name, parts, order]) => {
  const ordered = [`<instanceId>${name}</instanceId>`, ...parts]
    .map((part) => ({ part, at: order.next().value }))
    .sort((one, other) => one.at - other.at)
    .map(({ part }) => part);
  return `<item>${ordered.join("")}</item>`;
});
const reservation = fc
  .array(instance, { maxLength: 3 })
  .map((items) => `<item><reservationId>r-1</reservationId><groupSet/><instancesSet>${items.join("")}</instancesSet></item>`);
const set = fc.array(reservation, { maxLength: 3 }).map((items) => `<reservationSet>${items.join("")}</reservationSet>`);

describe("readInstances", () => {
  it("reads every answer as AWS writes them, and the same as the SDK, fact by fact", async () => {
    await fc.assert(
      fc.asyncProperty(set, async (xml) => {
        const ours = readByUs(xml);
        expect(ours).not.toBeNull();
        expect(plain(ours)).toEqual(plain(await readBySdk(xml)));
      }),
      { numRuns: 300 },
    );
  });

  it("reads a damaged answer as the SDK does, or leaves it to the SDK", async () => {
    const damage = fc.record({
      xml: set.filter((xml) => xml.length > 40),
      between: fc.boolean(),
      at: fc.nat(),
      length: fc.nat(6),
      put: fc.constantFrom(
        "",
        "<",
        ">",
        "/",
        "&",
        "</item>",
        "<item>",
        "<!-- x -->",
        "<![CDATA[x]]>",
        " a='1'",
        " ",
        " \n\t",
        "\n",
        "\r\n",
        "&#10;",
        "&nbsp;",
        "x",
      ),
    });
    let read = 0;
    await fc.assert(
      fc.asyncProperty(damage, async ({ xml, between, at, length, put }) => {
        // Between tags much can be put in that XML allows; in the middle of one, little.
        const tags = [...xml.matchAll(/>/g)].map(({ index }) => index + 1);
        const from = between ? (tags[at % tags.length] ?? 0) : at % xml.length;
        const damaged = xml.slice(0, from) + put + xml.slice(from + (between ? 0 : length));
        const ours = readByUs(damaged);
        if (ours === null) return;
        read += 1;
        expect(plain(ours)).toEqual(plain(await readBySdk(damaged)));
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});

describe("cutOutElement", () => {
  const one = "<item><instanceId>i-0123456789abcdef0</instanceId><instanceType>t3.micro</instanceType></item>";

  it.each([
    ["as AWS writes it", `<reservationSet><item><instancesSet>${one}</instancesSet></item></reservationSet>`, true],
    ["with attributes", `<reservationSet><item a="1"><instancesSet>${one}</instancesSet></item></reservationSet>`, false],
    ["with a comment", `<reservationSet><item><instancesSet><!-- x -->${one}</instancesSet></item></reservationSet>`, false],
  ])("gives an answer %s to the reader, or else whole to the SDK", async (_how, xml, isOurs) => {
    body = `<DescribeInstancesResponse xmlns="x"><requestId>r</requestId>${xml}<nextToken>t</nextToken></DescribeInstancesResponse>`;
    let ours: readonly Ec2Node[] | null = null;
    const command = new DescribeInstancesCommand({});
    command.middlewareStack.add(
      cutOutElement("reservationSet", (element) => {
        ours = readInstances(element);
      }),
      CUT_OUT,
    );
    const { Reservations = [], NextToken } = await client.send(command);
    expect(NextToken).toBe("t");
    expect(ours !== null).toBe(isOurs);
    const bySdk = Reservations.flatMap(({ Instances = [] }) => Instances).map(fromSdkInstance);
    expect(plain(ours ?? bySdk)).toMatchObject([{ id: "i-0123456789abcdef0", instanceType: "t3.micro" }]);
  });
});
