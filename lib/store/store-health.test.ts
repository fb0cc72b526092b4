import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StoreError } from "./store-error.ts";
import { noteHealth, storeHealth } from "./store-health.ts";

const AWAY = new StoreError("store-unavailable", "The database does not answer.", "Look whether it runs.");
const FULL = new StoreError("store-full", "The disk of the database is full.", "Make room.");
const globals = globalThis as Record<string, unknown>;
let before: unknown[];
let said: string[];

beforeEach(() => {
  before = [globals.cadoReachStoreHealth, globals.cadoReachSettings];
  forget();
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-tests");
  vi.stubEnv("DATABASE_URL", "");
  said = [];
  vi.spyOn(console, "error").mockImplementation((words) => said.push(words));
  vi.spyOn(console, "info").mockImplementation((words) => said.push(words));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  [globals.cadoReachStoreHealth, globals.cadoReachSettings] = before;
});

function forget(): void {
  globals.cadoReachStoreHealth = undefined;
  globals.cadoReachSettings = undefined;
}

test.each([
  ["", "pglite"],
  ["postgres://u:secret@db/reach", "postgres"],
])("before anything was asked of it the database %j is neither open nor in trouble", (url, kind) => {
  vi.stubEnv("DATABASE_URL", url);
  expect(storeHealth()).toEqual({ kind, open: false, problem: null, since: expect.any(String) });
});

test("tells how the last call ended, and since when it is so", () => {
  noteHealth(null);
  const { since } = storeHealth();
  expect(storeHealth()).toEqual({ kind: "pglite", open: true, problem: null, since });
  noteHealth(AWAY);
  expect(storeHealth()).toMatchObject({ open: true, problem: AWAY.problem });
  const troubledSince = storeHealth().since;
  noteHealth(AWAY);
  expect(storeHealth().since).toBe(troubledSince);
  noteHealth(FULL);
  expect(storeHealth().problem).toEqual(FULL.problem);
  noteHealth(null);
  expect(storeHealth()).toMatchObject({ open: true, problem: null });
});

test("is not open where it could never be opened", () => {
  noteHealth(AWAY);
  expect(storeHealth()).toMatchObject({ open: false, problem: AWAY.problem });
  noteHealth(AWAY);
  noteHealth(null);
  expect(storeHealth()).toMatchObject({ open: true, problem: null });
});

test("is logged once for each change, however often it is asked", () => {
  for (const health of [null, null, AWAY, AWAY, AWAY, FULL, null, null]) noteHealth(health);
  expect(said).toEqual([AWAY.message, FULL.message, "The database answers again."]);
});
