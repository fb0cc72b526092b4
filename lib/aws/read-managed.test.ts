import { Readable } from "node:stream";
import { DescribeInstancePropertiesCommand, SSMClient } from "@aws-sdk/client-ssm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { CUT_OUT } from "./cut-out-element.ts";
import { cutOutList } from "./cut-out-list.ts";
import { fromSdkManaged, type ManagedNode, readManaged } from "./read-managed.ts";

let body = "";
const client = new SSMClient({
  endpoint: "http://127.0.0.1:1",
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
  requestHandler: {
    handle: async () => ({
      response: {
        statusCode: 200,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: Readable.from([Buffer.from(body)]),
      },
    }),
  },
});
afterAll(() => client.destroy());

const hex = (length: number) => fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const node = fc.record({
  InstanceId: optional(
    fc.oneof(
      hex(17).map((id) => `i-${id}`),
      hex(17).map((id) => `mi-${id}`),
      fc.constant("nonsense"),
    ),
  ),
  ComputerName: optional(fc.string({ unit: "grapheme" })),
  Name: optional(fc.string()),
  PlatformType: optional(fc.constantFrom("Linux", "Windows", "MacOS", "Plan9")),
  PlatformName: optional(fc.constantFrom("Amazon Linux", "Microsoft Windows Server 2022 Datacenter", "")),
  PlatformVersion: optional(fc.constantFrom("2023", "10.0.20348", " ")),
  PingStatus: optional(fc.constantFrom("Online", "ConnectionLost", "Inactive", "Dozing")),
  LastPingDateTime: optional(fc.oneof(fc.integer({ min: 1, max: 4e9 }), fc.double({ min: 1, max: 4e9, noNaN: true }))),
  AgentVersion: optional(fc.constantFrom("3.3.40.0", "")),
  InstanceState: optional(fc.constantFrom("running", "stopped", "Terminated", "")),
  Architecture: optional(fc.constant("arm64")),
});

/** Through the SDK alone, and with the list cut out before it. */
async function readBoth(text: string): Promise<{ bySdk: readonly ManagedNode[]; byUs: readonly ManagedNode[] | null }> {
  body = text;
  const plain = await client.send(new DescribeInstancePropertiesCommand({}));
  let byUs: readonly ManagedNode[] | null = null;
  const command = new DescribeInstancePropertiesCommand({});
  command.middlewareStack.add(
    cutOutList(
      "InstanceProperties",
      (list) => {
        byUs = readManaged(list);
      },
      async () => undefined,
    ),
    CUT_OUT,
  );
  const cut = await client.send(command);
  expect(cut.NextToken).toBe(plain.NextToken);
  // Where the list was not understood, the SDK has it.
  if (byUs === null) expect(cut.InstanceProperties).toEqual(plain.InstanceProperties);
  return { bySdk: fromSdkManaged(plain.InstanceProperties ?? []), byUs };
}

describe("readManaged", () => {
  it("reads every list as AWS writes them, and the same as the SDK, fact by fact", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(node, { maxLength: 5 }), optional(fc.string()), async (list, NextToken) => {
        const { bySdk, byUs } = await readBoth(JSON.stringify({ InstanceProperties: list, NextToken }));
        expect(byUs).toEqual(bySdk);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["a text that is a number", { InstanceId: "i-0123456789abcdef0", PlatformName: 7 }],
    ["a time that is a text", { InstanceId: "i-0123456789abcdef0", LastPingDateTime: "2026-01-20T08:00:00Z" }],
  ])("leaves %s to the SDK", async (_what, odd) => {
    const text = JSON.stringify({ InstanceProperties: [odd] });
    expect((await readBoth(text).catch(() => ({ byUs: null }))).byUs).toBeNull();
  });
});
