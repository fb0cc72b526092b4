import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "./directory-lock.ts";
import { StoreError } from "./store-error.ts";

const folder = mkdtempSync(join(tmpdir(), "cado-reach-lock-"));
const path = join(folder, "db.lock");
const children: ChildProcess[] = [];

beforeEach(() => rmSync(path, { force: true }));
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Processes that take the lock at the same moment and keep it; each says whether it has it. */
async function take(count: number): Promise<{ child: ChildProcess; hasIt: boolean }[]> {
  const module = pathToFileURL(join(import.meta.dirname, "directory-lock.ts")).href;
  const script = `
    import { lockDirectory } from ${JSON.stringify(module)};
    process.on("message", (at) => {
      while (Date.now() < at);
      let hasIt = true;
      try { lockDirectory(${JSON.stringify(path)}) } catch (error) { if (error.name !== "StoreError") throw error; hasIt = false }
      process.send({ hasIt });
    });
    process.send("ready");`;
  const started = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--conditions=react-server", "--input-type=module", "-e", script], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    }),
  );
  children.push(...started);
  await Promise.all(started.map((child) => once(child, "message")));
  const answers = started.map((child) => once(child, "message"));
  for (const child of started) child.send(Date.now() + 30);
  return Promise.all(answers.map(async (answer, at) => ({ child: started[at] as ChildProcess, hasIt: (await answer)[0].hasIt })));
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("a directory is one process's until it gives it back", () => {
  const release = lockDirectory(path);
  expect(() => lockDirectory(path)).toThrow(StoreError);
  release();
  expect(existsSync(path)).toBe(false);
  lockDirectory(path)();
  expect(readdirSync(folder)).toEqual([]);
});

test("what a living process has is refused by its number; once it was killed the directory is taken over", async () => {
  const [holder] = await take(1);
  if (holder === undefined) throw new Error("There is no holder.");
  expect(() => lockDirectory(path)).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ code: "store-locked", title: expect.stringContaining(`process ${holder.child.pid}`) }),
    }),
  );
  await kill(holder.child);
  expect(existsSync(path)).toBe(true);
  lockDirectory(path)();
  expect(existsSync(path)).toBe(false);
});

test.each([
  ["of a process that is no more", () => JSON.stringify({ pid: spawnSync(process.execPath, ["-e", ""]).pid, startedAt: "1" })],
  ["that was never written to its end", () => '{"pid": 1'],
  ["that is empty", () => ""],
])("a lock %s is taken over", (_, text) => {
  writeFileSync(path, text());
  const release = lockDirectory(path);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
  release();
});

test.runIf(process.platform === "linux")("a number that was given to another program since does not keep the lock", () => {
  writeFileSync(path, JSON.stringify({ pid: process.ppid, startedAt: "1" }));
  lockDirectory(path)();
});

test.each(["free", "left by the dead"])(
  "of several processes that take a directory at the same moment one has it: %s",
  async (how) => {
    if (how !== "free") {
      const [dead] = await take(1);
      if (dead) await kill(dead.child);
    }
    const taken = await take(4);
    expect(taken.filter(({ hasIt }) => hasIt)).toHaveLength(1);
  },
);

test("who gave a directory back does not take it from the next one", () => {
  const release = lockDirectory(path);
  const next = JSON.stringify({ pid: process.pid, startedAt: "another start" });
  writeFileSync(path, next);
  release();
  expect(readFileSync(path, "utf8")).toBe(next);
});
