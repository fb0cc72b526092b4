import { describe, expect, it } from "vitest";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readCheckBody, readRoleBody } from "./policy-bodies.ts";

const request = (body: unknown) =>
  new Request("http://127.0.0.1/api/policy", { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
const readRole = (body: unknown) => readRoleBody(request(body), DOCUMENTED_TAG);

const TEXT = { text: '{"Effect":"Allow","Action":"*","Resource":"*"}' };

describe("readRoleBody", () => {
  it("fills in what a body leaves out", async () => {
    expect(await readRole({ texts: [TEXT] })).toEqual({
      ok: true,
      body: {
        texts: [{ name: "", ...TEXT }],
        policies: [],
        values: {},
        corrected: true,
        options: {
          tag: DOCUMENTED_TAG,
          partition: "aws",
          portForwarding: true,
          linuxOnly: false,
          hybrid: true,
          accounts: [],
          regions: [],
          ownSessionsOnly: true,
          guard: true,
        },
        format: "json",
        shape: "document",
      },
    });
  });

  it("takes every member", async () => {
    const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    const options = { portForwarding: false, linuxOnly: true, hybrid: false, ownSessionsOnly: false, guard: false };
    const places = { partition: "aws-cn", accounts: ["111111111111"], regions: ["cn-north-1"] };
    const policies = [{ name: "a", kind: "inline", document }];
    const tag = { key: "Team", value: "Forensics" };
    const rest = { values: { "AWS::AccountId": "111111111111" }, corrected: false, format: "terraform", shape: "statements" };
    expect(await readRole({ policies, tag, ...options, ...places, ...rest })).toEqual({
      ok: true,
      body: { texts: [], policies, options: { tag, ...options, ...places }, ...rest },
    });
  });

  it.each<[string, unknown, number, string]>([
    ["no JSON", "{", 400, ""],
    ["no policy", {}, 400, "texts: name a policy"],
    ["a text that is none", { texts: [{ text: 7 }] }, 400, "texts.0.text"],
    ["a member that is not known", { texts: [TEXT], linux: true }, 400, "linux"],
    ["a document that is none", { policies: [{ document: { Statement: [{ Effect: "allow" }] } }] }, 400, "policies.0.document"],
    ["a format that is none", { texts: [TEXT], format: "hcl" }, 400, "format"],
    ["a partition that is none", { texts: [TEXT], partition: "mars" }, 400, "partition"],
    ["a region of another partition", { texts: [TEXT], regions: ["cn-north-1"] }, 400, "regions"],
    ["a tag that IAM would take for a pattern", { texts: [TEXT], tag: { key: "k", value: "*" } }, 400, "tag.value"],
    ["more than two million bytes", { texts: [{ text: "x".repeat(2_000_000) }] }, 413, ""],
  ])("refuses %s", async (_, body, status, detail) => {
    const result = await readRole(body);
    expect(result.ok ? null : result.problem.status).toBe(status);
    expect(result.ok ? "" : (result.problem.detail ?? "")).toContain(detail);
  });
});

describe("readCheckBody", () => {
  it("takes texts, a boundary, a tag and a partition", async () => {
    const body = { texts: [{ name: "a.json", ...TEXT }], boundary: { name: "b", ...TEXT }, values: { a: "b" } };
    const tag = { key: "Team", value: "Forensics" };
    expect(await readCheckBody(request({ ...body, tag, partition: "aws-cn" }), DOCUMENTED_TAG)).toMatchObject({
      ok: true,
      body: { ...body, options: { tag, partition: "aws-cn" } },
    });
  });

  it.each<[string, unknown]>([
    ["no text", { texts: [] }],
    ["options of a correction", { texts: [TEXT], linuxOnly: true }],
  ])("refuses %s", async (_, body) => {
    expect(await readCheckBody(request(body), DOCUMENTED_TAG)).toMatchObject({ ok: false, problem: { status: 400 } });
  });
});
