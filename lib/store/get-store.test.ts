import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { lockDirectory } from "./directory-lock.ts";
import { getStore, isOpenStore } from "./get-store.ts";
import { keptValue } from "./schema.ts";
import { storeHealth } from "./store-health.ts";

const folder = mkdtempSync(join(tmpdir(), "cado-reach-get-"));
const OURS = ["cadoReachSettings", "cadoReachStore", "cadoReachStoreHealth", "cadoReachStoreClosing"];

beforeAll(() => {
  vi.stubEnv("CADO_REACH_DATA", folder);
  vi.stubEnv("DATABASE_URL", "");
  for (const level of ["error", "info"] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  for (const name of OURS) Reflect.deleteProperty(globalThis, name);
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const name of OURS) Reflect.deleteProperty(globalThis, name);
  rmSync(folder, { recursive: true });
});

test("opens once, tries again after a failure, and puts another database in the place of one whose engine broke", async () => {
  const unlock = lockDirectory(join(folder, "db.lock"));
  await expect(getStore()).rejects.toMatchObject({ problem: { code: "store-locked" } });
  expect(storeHealth()).toMatchObject({ open: false, problem: { code: "store-locked" } });
  unlock();

  const [first, same] = await Promise.all([getStore(), getStore()]);
  expect(same).toBe(first);
  expect(isOpenStore(first)).toBe(true);
  expect(storeHealth()).toMatchObject({ kind: "pglite", open: true, problem: null });
  await first.transact("test", (tx) => tx.insert(keptValue).values({ key: "k", value: 1, at: new Date() }));

  const broken = first.transact("test", async () => {
    throw new WebAssembly.RuntimeError("unreachable");
  });
  await expect(broken).rejects.toMatchObject({ problem: { code: "store-failed" } });
  expect(isOpenStore(first)).toBe(false);
  expect(storeHealth().problem).toMatchObject({ code: "store-failed" });

  const second = await getStore();
  expect(second).not.toBe(first);
  expect(storeHealth().problem).toBe(null);
  expect(await second.db.select().from(keptValue)).toMatchObject([{ key: "k" }]);
  // What is left of the first one has no say any more.
  await expect(first.transact("test", (tx) => tx.select().from(keptValue))).rejects.toMatchObject({ problem: expect.anything() });
  expect(await getStore()).toBe(second);
  await second.close();
}, 60_000);
