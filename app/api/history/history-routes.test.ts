import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { startTestStore } from "#e2e/test-store.ts";
import { naiveHistory, writeNaive } from "#lib/history/reference/naive-history.ts";
import type { Store } from "#lib/store/store.ts";
import { GET as compare } from "./compare/route.ts";
import { GET as history } from "./route.ts";

const TOKEN = "a-token-for-this-test-only";
const KEPT = ["cadoReachSettings", "cadoReachConfig", "cadoReachStore"];
const START = Date.UTC(2026, 0, 1);

let store: Store;
beforeAll(async () => {
  store = await startTestStore();
  await writeNaive(store.db, naiveHistory(1, 20, START));
});
afterAll(() => store.close());

beforeEach(() => {
  vi.stubEnv("CADO_REACH_TOKEN", TOKEN);
  vi.stubEnv("PORT", "3000");
  for (const name of KEPT) Reflect.deleteProperty(globalThis, name);
  Reflect.set(globalThis, "cadoReachStore", { opening: Promise.resolve(store), store });
  return () => {
    vi.unstubAllEnvs();
    for (const name of KEPT) Reflect.deleteProperty(globalThis, name);
  };
});

function ask(path: string): Promise<Response> {
  const [route, query = ""] = path.split("?");
  const headers = { host: "127.0.0.1:3000", authorization: `Bearer ${TOKEN}` };
  const request = new Request(`http://localhost:3000/api/history?${query}`, { headers });
  return Promise.resolve((route === "compare" ? compare : history)(request, {}));
}

const WINDOW = `from=${new Date(START).toISOString()}&to=${new Date(START + 20_000).toISOString()}`;

it("answers coverage over time", async () => {
  const response = await ask(`?by=account&${WINDOW}`);
  expect(response.status).toBe(200);
  const answer = await response.json();
  expect(answer).toMatchObject({ capability: "run-command", by: "account" });
  expect(answer.series.map(({ name }: { name: string }) => name).sort()).toEqual(["1", "2"]);
});

it("begins where the history does, or a month back, where nobody says when", async () => {
  const { from, to } = await (await ask("?")).json();
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  expect(days).toBeLessThanOrEqual(30);
});

it("compares, and answers the same as a file", async () => {
  const response = await ask(`compare?${WINDOW}`);
  const { counts, nodes } = await response.json();
  const total = Object.values<number>(counts).reduce((sum, count) => sum + count, 0);
  expect(nodes).toHaveLength(total);
  const file = await ask(`compare?${WINDOW}&format=csv`);
  expect(file.headers.get("content-disposition")).toContain("cado-reach-comparison-2026-01-01T0000Z.csv");
  expect((await file.text()).trimEnd().split("\r\n")).toHaveLength(total + 1);
});

it.each([
  ["?by=owner", 400, "bad-request"],
  ["compare?", 400, "bad-request"],
  ["compare?from=2025-12-31T23:59:59Z", 404, "history-not-known"],
])("answers %s with %i", async (path, status, code) => {
  const response = await ask(path);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code, title: expect.any(String) });
});
