import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as openLink } from "#app/open/route.ts";
import { getRecorder } from "#lib/audit/recorder.ts";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { DELETE, GET, PATCH, POST } from "./route.ts";

const TOKEN = "a-token-for-this-test-only";
const HOST = "127.0.0.1:3000";
const FORGOTTEN = ["cadoReachSettings", "cadoReachRecorder", "cadoReachFailedSignIns", "cadoReachLinkUsed"];

let recorded: AuditEntry[] = [];

beforeEach(() => {
  const forget = () => {
    for (const name of FORGOTTEN) Reflect.deleteProperty(globalThis, name);
  };
  forget();
  vi.stubEnv("CADO_REACH_TOKEN", TOKEN);
  vi.stubEnv("PORT", "3000");
  const own: AuditEntry[] = [];
  recorded = own;
  getRecorder().start(async (happened) => {
    own.push(...happened.flatMap(({ entries }) => entries));
  });
  return async () => {
    await settled();
    vi.unstubAllEnvs();
    forget();
  };
});

type Sent = { body?: unknown; cookie?: string; headers?: Record<string, string>; path?: string };
type Route = (request: Request, context: object) => Response | Promise<Response>;

async function send(route: Route, method: string, { body, cookie, headers, path = "/api/session" }: Sent = {}) {
  const all = new Headers({ host: HOST, ...(cookie !== undefined && { cookie }) });
  if (method !== "GET") all.set("content-type", "application/json");
  if (method !== "GET") all.set("origin", `http://${HOST}`);
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value);
  const init = { method, headers: all, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const answer = await route(new Request(`http://localhost:3000${path}`, init), {});
  return { answer, cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

/** Who a refusal came from is looked up beside the answer. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

async function whatIsRecorded(): Promise<readonly AuditEntry[]> {
  await settled();
  await getRecorder().flush();
  return recorded;
}

async function nameOf(cookie: string): Promise<unknown> {
  return (await send(GET, "GET", { cookie })).answer.json();
}

describe("/api/session", () => {
  it("signs in under a name, changes it, and records each of them as the same session", async () => {
    const { answer, cookie } = await send(POST, "POST", { body: { token: ` ${TOKEN}\n`, name: "  On\u202e call " } });
    expect(answer.status).toBe(204);
    const session = expect.stringMatching(/^[\w-]{8}$/);
    expect(await nameOf(cookie)).toEqual({ name: "On call", session });
    const renamed = await send(PATCH, "PATCH", { cookie, body: { name: "Night shift" } });
    expect(renamed.answer.status).toBe(204);
    expect(await nameOf(renamed.cookie)).toMatchObject({ name: "Night shift", session });
    expect((await send(PATCH, "PATCH", { cookie: renamed.cookie, body: { name: "Night shift" } })).answer.status).toBe(204);
    expect((await send(DELETE, "DELETE", { cookie: renamed.cookie, body: {} })).answer.status).toBe(204);
    const actor = { kind: "browser", session, from: "" };
    const [first, ...later] = await whatIsRecorded();
    expect([first, ...later]).toEqual([
      { kind: "sign-in", actor: { ...actor, name: "On call" }, ok: true, how: "token" },
      {
        kind: "configuration",
        actor: { ...actor, name: "Night shift" },
        changed: [{ path: "session.name", before: "On call", after: "Night shift" }],
      },
      { kind: "sign-out", actor: { ...actor, name: "Night shift" } },
    ]);
    expect(new Set([first, ...later].map((entry) => entry?.actor.session)).size).toBe(1);
  });

  it("keeps a session's end where it was when its name changes", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { cookie } = await send(POST, "POST", { body: { token: TOKEN } });
    vi.advanceTimersByTime(11 * 3_600_000);
    const renamed = await send(PATCH, "PATCH", { cookie, body: { name: "Night shift" } });
    expect(renamed.answer.headers.get("set-cookie")).toContain("Max-Age=3600");
    vi.advanceTimersByTime(2 * 3_600_000);
    expect((await send(GET, "GET", { cookie: renamed.cookie })).answer.status).toBe(401);
    vi.useRealTimers();
  });

  it("signs in without a name too", async () => {
    const { cookie } = await send(POST, "POST", { body: { token: TOKEN } });
    expect(await nameOf(cookie)).toMatchObject({ name: "" });
  });

  it.each<[string, Route, string, Sent, number]>([
    ["a wrong token", POST, "POST", { body: { token: "another-token-altogether" } }, 401],
    ["no token", POST, "POST", { body: {} }, 400],
    ["a name that is none", POST, "POST", { body: { token: TOKEN, name: 1 } }, 400],
    ["a page of names", POST, "POST", { body: { token: TOKEN, name: "x".repeat(20_000) } }, 413],
    ["a name from nobody", PATCH, "PATCH", { body: { name: "x" } }, 401],
    ["a script's name", PATCH, "PATCH", { body: { name: "x" }, headers: { authorization: `Bearer ${TOKEN}` } }, 409],
    ["a question from nobody", GET, "GET", {}, 401],
  ])("refuses %s", async (_, route, method, sent, status) => {
    const { answer, cookie } = await send(route, method, sent);
    expect({ status: answer.status, cookie }).toEqual({ status, cookie: "" });
  });

  it("records attempts to guess the token, the first ones one by one, the others together", async () => {
    for (let at = 0; at < 500; at += 1) await send(POST, "POST", { body: { token: `a guess ${at}` } });
    const entries = await whatIsRecorded();
    const actor = { kind: "browser", name: "", session: "", from: "" };
    expect(entries.filter(({ kind }) => kind === "sign-in")).toHaveLength(20);
    expect(entries).toContainEqual({ kind: "sign-in", actor, ok: false, how: "token" });
    const refused = entries.filter((entry) => entry.kind === "refusal");
    const refusal = { kind: "refusal", actor, method: "POST", path: "/api/session", code: "wrong-token", status: 401 };
    // A machine that is slow may have written some before the last ones came.
    for (const { times, ...entry } of refused) expect(entry).toEqual(refusal);
    expect(refused.length).toBeLessThan(3);
  });

  it("records what the guard refuses, by whom as far as that is known", async () => {
    await send(GET, "GET", { headers: { "x-cado-reach-name": "not proven" } });
    await send(DELETE, "DELETE", {
      headers: { authorization: `Bearer ${TOKEN}`, "x-cado-reach-name": "cleaner", origin: "http://evil.example" },
    });
    expect(await whatIsRecorded()).toMatchObject([
      { kind: "refusal", actor: { kind: "script", name: "cleaner" }, method: "DELETE", code: "foreign-origin", status: 403 },
      { kind: "refusal", actor: { kind: "script", name: "" }, method: "GET", code: "not-signed-in", status: 401, times: 1 },
    ]);
  });
});

describe("/open", () => {
  it("records who signed in with the link, and who found it used", async () => {
    const path = `/open?token=${TOKEN}`;
    const { cookie } = await send(openLink, "GET", { path });
    expect(await nameOf(cookie)).toMatchObject({ name: "" });
    await send(openLink, "GET", { path, cookie });
    await send(openLink, "GET", { path });
    expect(await whatIsRecorded()).toMatchObject([
      { kind: "sign-in", ok: true, how: "link" },
      { kind: "sign-in", ok: false, how: "link" },
    ]);
    expect(JSON.stringify(recorded)).not.toContain(TOKEN);
  });
});
