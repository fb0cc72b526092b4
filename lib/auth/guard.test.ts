import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Problem } from "#lib/domain/problem.ts";
import { guarded } from "./guard.ts";
import { sessionCookie } from "./session.ts";

const TOKEN = "a-token-for-this-test-only";
const HOST = "127.0.0.1:3000";

type Sent = { method?: string; headers?: Record<string, string>; signedIn?: "cookie" | "bearer" | "no" };

async function send(
  { method = "GET", headers = {}, signedIn = "bearer" }: Sent,
  open = false,
): Promise<{ status: number; problem?: Problem }> {
  const all = new Headers({ host: HOST });
  if (signedIn === "bearer") all.set("authorization", `Bearer ${TOKEN}`);
  if (signedIn === "cookie") all.set("cookie", (await sessionCookie(false)).split(";")[0] ?? "");
  if (method !== "GET") all.set("content-type", "application/json");
  for (const [name, value] of Object.entries(headers)) {
    if (value === "") all.delete(name);
    else all.set(name, value);
  }
  const answer = await guarded(() => new Response("ok"), { open })(
    new Request("http://localhost:3000/api/x", { method, headers: all }),
    {},
  );
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  return answer.ok ? { status: answer.status } : { status: answer.status, problem: await answer.json() };
}

beforeEach(() => {
  vi.stubEnv("CADO_REACH_TOKEN", TOKEN);
  vi.stubEnv("PORT", "3000");
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  return () => {
    vi.unstubAllEnvs();
    Reflect.deleteProperty(globalThis, "cadoReachSettings");
  };
});

describe("guarded", () => {
  it.each<[string, Sent, number]>([
    ["a script with the token", {}, 200],
    ["a browser with the session cookie", { signedIn: "cookie" }, 200],
    ["nobody in particular", { signedIn: "no" }, 401],
    ["a wrong token", { signedIn: "no", headers: { authorization: "Bearer another-token-altogether" } }, 401],
    ["a wrong token beside a good cookie", { signedIn: "cookie", headers: { authorization: "Bearer wrong" } }, 401],
    ["a made-up cookie", { signedIn: "no", headers: { cookie: "cado_reach_3000=Fe26.2*1*made*up" } }, 401],
    ["a foreign Host", { headers: { host: "evil.example:3000" } }, 421],
    ["a foreign Host with a fitting Origin", { headers: { host: "evil.example", origin: "http://evil.example" } }, 421],
    ["a foreign Host and nobody signed in", { signedIn: "no", headers: { host: "evil.example" } }, 421],
    ["a read that another site's page began", { signedIn: "cookie", headers: { "sec-fetch-site": "cross-site" } }, 403],
    ["a read from another port of this machine", { signedIn: "cookie", headers: { "sec-fetch-site": "same-site" } }, 403],
    ["a read with a foreign Origin", { signedIn: "cookie", headers: { origin: "http://evil.example" } }, 403],
    [
      "a write with a cookie from our page",
      { method: "POST", signedIn: "cookie", headers: { origin: `http://${HOST}`, "sec-fetch-site": "same-origin" } },
      200,
    ],
    ["a write with a cookie and no Origin", { method: "POST", signedIn: "cookie" }, 403],
    [
      "a write with a cookie and a foreign Origin",
      { method: "POST", signedIn: "cookie", headers: { origin: "http://evil.example" } },
      403,
    ],
    ["a write with a cookie from a sandboxed page", { method: "POST", signedIn: "cookie", headers: { origin: "null" } }, 403],
    ["a write from another port", { method: "POST", signedIn: "cookie", headers: { origin: "http://127.0.0.1:4000" } }, 403],
    ["a script's write", { method: "POST" }, 200],
    ["a script's write with a foreign Origin", { method: "POST", headers: { origin: "http://evil.example" } }, 403],
    ["a write that is a form", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    ["a write that is plain text", { method: "POST", headers: { "content-type": "text/plain" } }, 415],
    ["a write with no type", { method: "POST", headers: { "content-type": "" } }, 415],
    ["a write that looks like JSON", { method: "POST", headers: { "content-type": "application/json-seq" } }, 415],
  ])("answers %s as it should", async (_, sent, status) => {
    const answer = await send(sent);
    expect(answer.status).toBe(status);
    if (status !== 200) expect(answer.problem).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
  });

  it("lets everybody in at an open route, and still no foreign host or page", async () => {
    expect((await send({ signedIn: "no" }, true)).status).toBe(200);
    expect((await send({ signedIn: "no", headers: { host: "evil.example" } }, true)).status).toBe(421);
    expect((await send({ signedIn: "no", method: "POST", headers: { origin: "http://evil.example" } }, true)).status).toBe(403);
    expect((await send({ signedIn: "no", method: "POST" }, true)).status).toBe(403);
  });

  it("does not take a session of another run", async () => {
    const cookie = (await sessionCookie(false)).split(";")[0] ?? "";
    vi.stubEnv("CADO_REACH_TOKEN", "the-token-of-the-next-run");
    Reflect.deleteProperty(globalThis, "cadoReachSettings");
    expect((await send({ signedIn: "no", headers: { cookie } })).status).toBe(401);
  });

  it("answers an error of the handler with fixed words, and logs it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const route = guarded(() => {
      throw new Error("AKIASECRET in a message");
    });
    const headers = { host: HOST, authorization: `Bearer ${TOKEN}` };
    const answer = await route(new Request("http://localhost:3000/api/x", { headers }), {});
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("AKIASECRET");
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});

describe("sessionCookie", () => {
  it("keeps scripts and other sites away from the cookie", async () => {
    expect(await sessionCookie(false)).toMatch(/^cado_reach_3000=Fe26\.\S+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(await sessionCookie(true)).toMatch(/; Secure$/);
  });
});
