import { describe, expect, it } from "vitest";
import { readSweepRequest } from "./sweep-request.ts";

function post(body: string): Request {
  return new Request("http://127.0.0.1/api/sweep", { method: "POST", headers: { "content-type": "application/json" }, body });
}

describe("readSweepRequest", () => {
  it.each<[string, object]>([
    ['{"action":"stop"}', { ok: true, action: "stop" }],
    ['{"action":"refresh"}', { ok: true, action: "refresh", only: undefined, cells: undefined }],
    ['{"action":"refresh","only":"tag"}', { ok: true, action: "refresh", only: "tag", cells: undefined }],
    [
      '{"action":"refresh","cells":[{"account":"111111111111","region":"eu-west-1"}]}',
      { ok: true, action: "refresh", only: undefined, cells: [{ account: "111111111111", region: "eu-west-1" }] },
    ],
  ])("reads %s", async (body, expected) => {
    expect(await readSweepRequest(post(body))).toEqual(expected);
  });

  it.each([
    "",
    "nope",
    "[]",
    '{"action":"delete"}',
    '{"action":"stop","cells":[]}',
    '{"action":"refresh","cells":[{"account":"1","region":"eu-west-1"}]}',
    '{"action":"refresh","cells":[{"account":"111111111111","region":"../x"}]}',
    '{"action":"refresh","more":1}',
    '{"action":"refresh","only":"state"}',
    '{"action":"stop","only":"tag"}',
  ])("refuses %s with a problem", async (body) => {
    expect(await readSweepRequest(post(body))).toMatchObject({ ok: false, problem: { status: 400, code: "bad-request" } });
  });
});
