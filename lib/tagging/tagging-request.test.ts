import { describe, expect, test } from "vitest";
import { MAX_REQUESTED_NODES, readIdempotencyKey, readTaggingRequest } from "./tagging-request.ts";

const node = { account: "111111111111", region: "eu-west-1", id: "i-0123456789abcdef0" };

function post(body: string, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/api/tagging/jobs", { method: "POST", body, headers });
}

async function refusal(body: unknown) {
  const result = await readTaggingRequest(post(typeof body === "string" ? body : JSON.stringify(body)));
  if (result.ok) throw new Error("The request was taken.");
  return result.problem;
}

describe("readTaggingRequest", () => {
  test.each([
    { action: "normalise", nodes: [node] },
    { action: "undo", job: "0b9d3c1e-6f0a-4c53-9d7b-0d5c2b1f4a11" },
    { action: "undo", job: "0b9d3c1e-6f0a-4c53-9d7b-0d5c2b1f4a11", nodes: [node] },
  ])("takes %j", async (request) => {
    expect(await readTaggingRequest(post(JSON.stringify(request)))).toEqual({ ok: true, request });
  });

  test("takes ids that are not well-formed: each gets its own outcome later", async () => {
    const request = { action: "tag", nodes: [{ account: "x", region: "y", id: "z" }] };
    expect(await readTaggingRequest(post(JSON.stringify(request)))).toEqual({ ok: true, request });
  });

  test("tells every error at once, each with its path", async () => {
    const problem = await refusal({
      action: "tag",
      nodes: [node, { account: 1, region: "r" }, { ...node, dryRun: true }],
      force: true,
    });
    expect(problem.status).toBe(400);
    for (const path of ["nodes[1].account: ", "nodes[1].id: ", "nodes[2]: ", "(body): "]) expect(problem.detail).toContain(path);
    expect(problem.detail).toContain("dryRun");
    expect(problem.detail).toContain("force");
  });

  test("of very many errors tells the first ones and how many more there are", async () => {
    const problem = await refusal({ action: "tag", nodes: Array(1000).fill({}) });
    expect(problem.detail).toContain("and 2,950 more");
  });

  test.each<[body: string, code: string]>([
    ["", "not-json"],
    ["{", "not-json"],
    ["null", "bad-request"],
    ['{"action":"destroy","nodes":[]}', "bad-request"],
    ['{"action":"undo","job":"1"}', "bad-request"],
    ["[]", "bad-request"],
    ['{"action":"tag"}', "bad-request"],
    ['{"action":"tag","nodes":{"length":1}}', "bad-request"],
  ])("refuses the body %j", async (body, code) => {
    expect(await refusal(body)).toMatchObject({ status: 400, code });
  });

  test("takes as many nodes as one job may have, and not one more", async () => {
    const nodes = Array(MAX_REQUESTED_NODES).fill(node);
    expect((await readTaggingRequest(post(JSON.stringify({ action: "tag", nodes })))).ok).toBe(true);
    const problem = await refusal({ action: "tag", nodes: [...nodes, node] });
    expect(problem).toMatchObject({ status: 400, detail: "nodes: Send at most 100,000 nodes at once." });
  });

  test("stops reading a body that is too large to be right", async () => {
    expect(await refusal(`{"action":"tag","nodes":[${" ".repeat(21_000_000)}]}`)).toMatchObject({ status: 413 });
  });
});

describe("readIdempotencyKey", () => {
  test.each<[header: Record<string, string>, key: string | null]>([
    [{}, null],
    [{ "idempotency-key": "a-1" }, "a-1"],
  ])("of %o is %j", (headers, key) => {
    expect(readIdempotencyKey(post("", headers))).toEqual({ ok: true, key });
  });

  test.each(["", "a b", "é", "x".repeat(256)])("refuses %j", (key) => {
    expect(readIdempotencyKey(post("", { "idempotency-key": key }))).toMatchObject({ ok: false, problem: { status: 400 } });
  });
});
