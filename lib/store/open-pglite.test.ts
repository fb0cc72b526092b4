import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { emptyDatabase } from "#e2e/test-store.ts";
import { openPglite } from "./open-pglite.ts";
import { keptValue } from "./schema.ts";

const folder = mkdtempSync(join(tmpdir(), "cado-reach-open-"));
/** Where the processes run: as after a build. */
const built = join(folder, "built");
const children: ChildProcess[] = [];

beforeAll(async () => {
  mkdirSync(join(built, ".next"), { recursive: true });
  symlinkSync(resolve("lib"), join(built, "lib"));
  const dump = Buffer.from(await (await emptyDatabase()).arrayBuffer());
  writeFileSync(join(built, ".next", "cado-reach-database.tar.gz"), dump);
}, 120_000);

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that opens the database of a directory, keeps a row and takes a job, and says so. */
function startOpener(dataDir: string): ChildProcess {
  const moduleOf = (name: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href);
  const script = `
    import { openPglite } from ${moduleOf("open-pglite.ts")};
    import { keptValue } from ${moduleOf("schema.ts")};
    const store = await openPglite(${JSON.stringify(dataDir)});
    await store.transact("test", (tx) => tx.insert(keptValue).values({ key: "k", value: 1, at: new Date() }));
    await store.boss.send("tagging", { job: "j" });
    await store.boss.fetch("tagging");
    process.send("kept");`;
  const child = spawn(process.execPath, ["--conditions=react-server", "--input-type=module", "-e", script], {
    cwd: built,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("a first start that is ended in the middle leaves nothing half; what was kept outlives the process that kept it, with its job", async () => {
  const dataDir = join(folder, "killed");
  const first = startOpener(dataDir);
  await vi.waitUntil(() => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith("db.making-")), {
    timeout: 60_000,
    interval: 5,
  });
  await kill(first);
  expect(existsSync(join(dataDir, "db"))).toBe(false);

  const second = startOpener(dataDir);
  await once(second, "message");
  await expect(openPglite(dataDir)).rejects.toMatchObject({ problem: { code: "store-locked" } });
  await kill(second);

  const store = await openPglite(dataDir);
  expect(await store.db.select().from(keptValue)).toMatchObject([{ key: "k", value: 1 }]);
  // Nobody waits for the dead worker to be missed.
  expect(await store.boss.fetch("tagging")).toMatchObject([{ data: { job: "j" } }]);
  await store.close();
  expect(readdirSync(dataDir)).toEqual(["db"]);
  expect(statSync(dataDir).mode & 0o077).toBe(0);
}, 120_000);

test("a directory that is no database is left alone, and it is said what to do; the lock is given back", async () => {
  const dataDir = join(folder, "broken");
  mkdirSync(join(dataDir, "db"), { recursive: true });
  writeFileSync(join(dataDir, "db", "PG_VERSION"), "9\n");
  await expect(openPglite(dataDir)).rejects.toMatchObject({
    problem: {
      code: "store-failed",
      title: "The embedded database cannot be opened.",
      remedy: expect.stringContaining("docs/store.md"),
    },
  });
  expect(readdirSync(dataDir)).toEqual(["db"]);
}, 30_000);
