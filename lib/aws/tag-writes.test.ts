import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AccountId, InstanceId, RegionName } from "#lib/domain/ids.ts";
import { AwsAccess } from "./aws-access.ts";
import type { CellClients } from "./cell-clients.ts";
import { createHybridTag, createTag, deleteHybridTag, deleteTag, dryRunCreateTag, dryRunDeleteTag } from "./tag-writes.ts";

/** Records what reaches the wire and says yes; what AWS does with it is the stand-in's business, not this test's. */
type Recorded = { target: string; body: string };

const recorded: Recorded[] = [];
let reply: { status: number; body: string } | undefined;
let server: Server;
let cell: CellClients;
const { signal } = new AbortController();

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const target = String(request.headers["x-amz-target"] ?? new URLSearchParams(body).get("Action"));
    recorded.push({ target, body });
    const xml =
      '<Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId><return>true</return></Response>';
    const { status, body: answer } = reply ?? { status: 200, body: target.startsWith("AmazonSSM") ? "{}" : xml };
    response.writeHead(status, { "x-amzn-requestid": "r-1" }).end(answer);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = address(server);
  const access = new AwsAccess({
    homeRegion: "us-east-1",
    accounts: [],
    endpoint: `http://127.0.0.1:${port}`,
    credentials: async () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }),
  });
  cell = access.cell(branded<AccountId>("111111111111"), branded<RegionName>("eu-west-1"));
});

beforeEach(() => {
  recorded.length = 0;
  reply = undefined;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A TCP server's address is never a path. */
function address(of: Server): AddressInfo {
  return of.address() as AddressInfo;
}

/** What a caller without types could pass. The functions have to look for themselves. */
function branded<T>(value: unknown): T {
  return value as T;
}

const ID = branded<InstanceId>("i-0123456789abcdef0");
const HYBRID = branded<InstanceId>("mi-0123456789abcdef0");

describe("deleteTag", () => {
  test("no input at all can send DeleteTags without exactly one key and a value", async () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom("", "True", "CadoResponseSSMEnabled"));
    const tag = fc.oneof(
      fc.record({ key: text, value: text }),
      fc.record({ key: fc.anything(), value: fc.anything(), Key: text, Value: text }, { requiredKeys: [] }),
      fc.anything(),
    );
    const id = fc.oneof(fc.constant(ID), fc.anything());
    const ids = fc.oneof(
      fc.array(fc.constant(ID), { minLength: 1, maxLength: 3 }),
      fc.array(id, { maxLength: 3 }),
      fc.anything(),
    );
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(tag, ids, async (anyTag, anyIds) => {
        recorded.length = 0;
        await deleteTag(cell, branded(anyTag), branded(anyIds), signal).catch((error: unknown) => {
          expect(recorded, `threw after sending: ${String(error)}`).toEqual([]);
        });
        for (const { body } of recorded) {
          const parameters = [...new URLSearchParams(body)];
          const tags = parameters.filter(([name]) => name.startsWith("Tag"));
          expect(tags.map(([name]) => name).sort()).toEqual(["Tag.1.Key", "Tag.1.Value"]);
          expect(new Map(tags).get("Tag.1.Key")).not.toBe("");
          expect(parameters.filter(([name]) => name.startsWith("ResourceId")).length).toBeGreaterThan(0);
          sent += 1;
        }
      }),
      { numRuns: 400 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  test("an empty value is sent as an empty value, not left out", async () => {
    expect(await deleteTag(cell, { key: "K", value: "" }, [ID], signal)).toEqual({ ok: true, requestId: "r-1" });
    expect(recorded.map(({ body }) => body)).toEqual([
      `Action=DeleteTags&Version=2016-11-15&ResourceId.1=${ID}&Tag.1.Key=K&Tag.1.Value=`,
    ]);
  });

  test("a tag whose members change while they are read is sent as it was checked", async () => {
    let reads = 0;
    const shifty = {
      key: "K",
      get value() {
        reads += 1;
        return reads === 1 ? "True" : undefined;
      },
    };
    await deleteTag(cell, branded(shifty), [ID], signal);
    expect(recorded[0]?.body).toContain("Tag.1.Key=K&Tag.1.Value=True");
  });

  test("is the only maker of a DeleteTagsCommand in the whole code base, in one place", () => {
    const makers = ["app", "components", "lib", "scripts"].flatMap((folder) => {
      const root = new URL(`../../${folder}/`, import.meta.url);
      return readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path))
        .flatMap(
          (path) =>
            readFileSync(new URL(path, root), "utf8")
              .match(/new (DeleteTagsCommand|EC2)\(/g)
              ?.map(() => path) ?? [],
        );
    });
    expect(makers).toEqual(["aws/tag-writes.ts"]);
  });
});

describe("createTag", () => {
  test.each([0, 1001])("%i ids are refused before anything is sent", async (count) => {
    await expect(createTag(cell, { key: "K", value: "V" }, Array(count).fill(ID), signal)).rejects.toThrow(RangeError);
    expect(recorded).toEqual([]);
  });

  test.each([1, 1000])("%i ids go in one call", async (count) => {
    expect((await createTag(cell, { key: "K", value: "V" }, Array(count).fill(ID), signal)).ok).toBe(true);
    expect(recorded[0]?.body.match(/ResourceId/g)).toHaveLength(count);
  });

  test("a hybrid id is never sent to EC2, nor an instance id to SSM", async () => {
    await expect(createTag(cell, { key: "K", value: "V" }, [HYBRID], signal)).rejects.toThrow(RangeError);
    await expect(createHybridTag(cell, { key: "K", value: "V" }, ID, signal)).rejects.toThrow(RangeError);
    expect(recorded).toEqual([]);
  });

  test("every id that a refusal names is read, past the length at which a problem's detail is cut", async () => {
    const ids = Array.from({ length: 200 }, (_, at) => branded<InstanceId>(`i-${at.toString(16).padStart(17, "0")}`));
    const message = `The instance IDs '${ids.join(", ")}' do not exist`;
    reply = {
      status: 400,
      body: `<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>${message}</Message></Error></Errors></Response>`,
    };
    const result = await createTag(cell, { key: "K", value: "V" }, ids, signal);
    expect(result).toMatchObject({ ok: false, fault: "rejected", named: ids, problem: { code: "InvalidInstanceID.NotFound" } });
  });

  test("an id in a refusal of another kind is not taken for a missing one", async () => {
    const message = `not authorized to perform: ec2:CreateTags on resource: arn:aws:ec2:eu-west-1:111111111111:instance/${ID}`;
    reply = {
      status: 403,
      body: `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors></Response>`,
    };
    expect(await createTag(cell, { key: "K", value: "V" }, [ID], signal)).toMatchObject({
      ok: false,
      fault: "denied",
      named: [],
    });
  });
});

describe("dryRunCreateTag and dryRunDeleteTag", () => {
  const tag = { key: "K", value: "V" };
  const refuseWith = (code: string, status: number): void => {
    reply = { status, body: `<Response><Errors><Error><Code>${code}</Code><Message>words</Message></Error></Errors></Response>` };
  };

  test.each([
    ["DryRunOperation", 412, true],
    ["UnauthorizedOperation", 403, false],
    ["InvalidInstanceID.NotFound", 400, null],
    ["AuthFailure", 401, null],
    ["InternalError", 500, null],
  ])("%s means allowed: %j", async (code, status, allowed) => {
    refuseWith(code, status);
    const quick = { ...cell, limits: { ...cell.limits, callMs: 400 } };
    for (const ask of [dryRunCreateTag, dryRunDeleteTag]) {
      const answer = await ask(quick, tag, [ID], signal);
      expect(answer.allowed).toBe(allowed);
      if (answer.allowed !== true) expect(answer.problem).toMatchObject({ account: "111111111111", region: "eu-west-1" });
    }
  });

  test("always say that it is a dry run, and name one key and its value", async () => {
    refuseWith("DryRunOperation", 412);
    await dryRunCreateTag(cell, tag, [ID], signal);
    await dryRunDeleteTag(cell, { key: "K", value: "" }, [ID], signal);
    expect(recorded.map(({ body }) => [...new URLSearchParams(body)].slice(2).sort())).toEqual([
      [
        ["DryRun", "true"],
        ["ResourceId.1", ID],
        ["Tag.1.Key", "K"],
        ["Tag.1.Value", "V"],
      ],
      [
        ["DryRun", "true"],
        ["ResourceId.1", ID],
        ["Tag.1.Key", "K"],
        ["Tag.1.Value", ""],
      ],
    ]);
  });

  test("an endpoint that says yes has not understood, and is not taken for a permission", async () => {
    expect(await dryRunCreateTag(cell, tag, [ID], signal)).toMatchObject({ allowed: null, problem: { code: "dry-run-ignored" } });
  });

  test("nothing is sent for hybrid nodes, for no node, or for both kinds at once", async () => {
    for (const ask of [dryRunCreateTag, dryRunDeleteTag]) {
      expect(await ask(cell, tag, [HYBRID, HYBRID], signal)).toMatchObject({ allowed: null, problem: { code: "no-dry-run" } });
      await expect(ask(cell, tag, [HYBRID, ID], signal)).rejects.toThrow(RangeError);
      await expect(ask(cell, tag, [], signal)).rejects.toThrow(RangeError);
    }
    expect(recorded).toEqual([]);
  });
});

describe("deleteHybridTag", () => {
  test("removes the key only where its value, read right before, is the one that was asked for", async () => {
    reply = { status: 200, body: JSON.stringify({ TagList: [{ Key: "K", Value: "True" }] }) };
    expect((await deleteHybridTag(cell, { key: "K", value: "True" }, HYBRID, signal)).ok).toBe(true);
    expect(recorded.map(({ target }) => target)).toEqual(["AmazonSSM.ListTagsForResource", "AmazonSSM.RemoveTagsFromResource"]);
    expect(JSON.parse(recorded[1]?.body ?? "")).toEqual({ ResourceType: "ManagedInstance", ResourceId: HYBRID, TagKeys: ["K"] });
  });

  test("removes nothing where somebody changed the value", async () => {
    reply = { status: 200, body: JSON.stringify({ TagList: [{ Key: "K", Value: "false" }] }) };
    const result = await deleteHybridTag(cell, { key: "K", value: "True" }, HYBRID, signal);
    expect(result).toMatchObject({ ok: false, problem: { code: "changed-meanwhile" } });
    expect(recorded.map(({ target }) => target)).toEqual(["AmazonSSM.ListTagsForResource"]);
  });

  test("removes nothing where the tags could not be read", async () => {
    reply = { status: 400, body: JSON.stringify({ __type: "AccessDeniedException", message: "no" }) };
    const result = await deleteHybridTag(cell, { key: "K", value: "True" }, HYBRID, signal);
    expect(result).toMatchObject({ ok: false, fault: "denied", problem: { action: "ssm:ListTagsForResource" } });
    expect(recorded).toHaveLength(1);
  });
});
