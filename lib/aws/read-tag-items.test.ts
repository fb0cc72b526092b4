import { Readable } from "node:stream";
import { DescribeTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { escapeXml } from "#lib/demo/protocol/xml.ts";
import { readTagItems, type TagItem } from "./read-tag-items.ts";

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
async function readBySdk(set: string): Promise<readonly TagItem[] | null> {
  body = `<DescribeTagsResponse xmlns="x"><requestId>r</requestId>${set}</DescribeTagsResponse>`;
  try {
    const { Tags = [] } = await client.send(new DescribeTagsCommand({}));
    return Tags.map(({ ResourceId = "", Key = "", Value = "" }) => ({ resourceId: ResourceId, key: Key, value: Value }));
  } catch {
    return null;
  }
}

function readByUs(set: string): readonly TagItem[] | null {
  try {
    return readTagItems(Buffer.from(set));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

// The characters of a tag that XML can hold; a carriage return would be a line feed after XML's own rules.
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZ09 _.:/=+-@<>&\"'"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }).map((value) => value.replaceAll(/\p{Cc}/gu, "")),
  fc.constantFrom("True", "true", " True", "True ", "", "__proto__", "&amp;", "größe 名前 😀"),
);
const leaf = (name: string, inside: string) => (inside === "" ? `<${name}/>` : `<${name}>${escapeXml(inside)}</${name}>`);
const item = fc
  .tuple(fc.constantFrom("i-0123456789abcdef0", "i-0a1b2c3d", "vol-1", ""), text, text, fc.boolean())
  .map(([id, key, value, valueFirst]) => {
    const parts = [leaf("key", key), leaf("value", value)];
    return `<item>${leaf("resourceId", id)}<resourceType>instance</resourceType>${(valueFirst ? parts.reverse() : parts).join("")}</item>`;
  });
const set = fc
  .array(item, { maxLength: 5 })
  .map((items) => (items.length === 0 ? "<tagSet/>" : `<tagSet>${items.join("")}</tagSet>`));

describe("readTagItems", () => {
  it("reads what the SDK reads", async () => {
    await fc.assert(
      fc.asyncProperty(set, async (xml) => {
        const ours = readByUs(xml);
        expect(ours).not.toBeNull();
        expect(ours).toEqual(await readBySdk(xml));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves to the SDK what it does not understand, and never reads anything else than the SDK does", async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        set,
        fc.nat(),
        fc.nat(6),
        fc.constantFrom("", "<", ">", "/", "&", " ", "\n", "x", "<a/>"),
        async (xml, at, length, put) => {
          const from = at % xml.length;
          const damaged = xml.slice(0, from) + put + xml.slice(from + length);
          const ours = readByUs(damaged);
          if (ours === null) return;
          read += 1;
          expect(ours).toEqual(await readBySdk(damaged));
        },
      ),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
