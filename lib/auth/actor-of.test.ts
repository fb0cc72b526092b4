import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { actorOf } from "./actor-of.ts";
import { notePeers, peerAddress } from "./peer-address.ts";
import { newSession, sessionCookie } from "./session.ts";

const TOKEN = "a-token-for-this-test-only";

const request = (headers: Record<string, string>) => new Request("http://localhost:3000/api/x", { headers });

beforeEach(() => {
  vi.stubEnv("CADO_REACH_TOKEN", TOKEN);
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  return () => {
    vi.unstubAllEnvs();
    Reflect.deleteProperty(globalThis, "cadoReachSettings");
  };
});

describe("actorOf", () => {
  it("knows a browser by its session and calls it what the person typed", async () => {
    const session = newSession("On call");
    const cookie = (await sessionCookie(false, session)).split(";")[0] ?? "";
    expect(await actorOf(request({ cookie, "x-cado-reach-name": "somebody else" }))).toEqual({
      kind: "browser",
      name: "On call",
      session: session.id,
      from: "",
    });
    expect(session.id).toMatch(/^[\w-]{8}$/);
  });

  it.each<[string, Record<string, string>, string]>([
    ["what it says", { "x-cado-reach-name": " nightly run " }, "nightly run"],
    ["what it says in UTF-8", { "x-cado-reach-name": Buffer.from("Zoë").toString("latin1") }, "Zoë"],
    ["what it says in Latin-1", { "x-cado-reach-name": "Zo\u00eb" }, "Zoë"],
    ["nothing where it says nothing", {}, ""],
  ])("calls a script %s", async (_, headers, name) => {
    const actor = await actorOf(request({ authorization: `Bearer ${TOKEN}`, ...headers }));
    expect(actor).toEqual({ kind: "script", name, session: "", from: "" });
  });

  it("tells a browser that is not signed in from a script by what browsers send", async () => {
    expect(await actorOf(request({ "sec-fetch-site": "none" }))).toMatchObject({ kind: "browser", name: "" });
    expect(await actorOf(request({}))).toMatchObject({ kind: "script", name: "" });
  });
});

describe("peerAddress", () => {
  it("is the other end of the connection, whatever the client says", async () => {
    notePeers();
    let seen = new Headers();
    const server = createServer((incoming, answer) => {
      seen = new Headers(Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]));
      answer.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/`, { headers: { "x-forwarded-for": "203.0.113.9", "x-peer": "203.0.113.9" } });
    server.close();
    expect(peerAddress(seen)).toBe("127.0.0.1");
    expect(peerAddress(seen, 1)).toBe("203.0.113.9");
  });

  it.each<[string, number, string]>([
    ["198.51.100.7, 203.0.113.9", 1, "203.0.113.9"],
    ["198.51.100.7, 203.0.113.9", 2, "198.51.100.7"],
    ["203.0.113.9", 2, ""],
    ["::ffff:203.0.113.9", 1, "203.0.113.9"],
    ["2001:db8::1", 1, "2001:db8::1"],
    ["<script>", 1, ""],
    ["203.0.113.9", 0, ""],
  ])("takes %s behind %d proxies to come from %s", (forwarded, proxies, address) => {
    expect(peerAddress(new Headers({ "x-forwarded-for": forwarded }), proxies)).toBe(address);
  });
});
