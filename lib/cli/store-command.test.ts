import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { GET } from "#app/api/store/backup/route.ts";
import { appendAudit } from "#lib/audit/append-audit.ts";
import { getStore } from "#lib/store/get-store.ts";
import { openPglite } from "#lib/store/open-pglite.ts";
import { runCli } from "./run-cli.ts";

const TOKEN = "a-token-for-this-test-only";
const KEY = "a-key-that-nobody-else-has";
const folder = mkdtempSync(join(tmpdir(), "cado-reach-store-"));

async function run(command: string, dataDir: string) {
  forget();
  vi.stubEnv("CADO_REACH_DATA", join(folder, dataDir));
  let [out, err] = ["", ""];
  async function* input() {
    yield new Uint8Array();
  }
  const code = await runCli(command.split(" "), {
    cwd: folder,
    stdin: input(),
    stdout: async (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

function forget(): void {
  Reflect.deleteProperty(globalThis, "cadoReachSettings");
  Reflect.deleteProperty(globalThis, "cadoReachStore");
}

beforeAll(async () => {
  // Making one takes seconds where there is no build: once.
  await (await openPglite(join(folder, "empty"))).close();
  for (const name of ["first", "second", "fourth"]) cpSync(join(folder, "empty"), join(folder, name), { recursive: true });
  const store = await openPglite(join(folder, "first"));
  const actor = { kind: "browser", name: "On call", session: "b0", from: "::1" } as const;
  await store.transact("test", (tx) => appendAudit(tx, [{ kind: "sign-out", actor }], { key: KEY }));
  await store.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  vi.stubEnv("CADO_REACH_TOKEN", TOKEN);
  vi.stubEnv("CADO_REACH_AUDIT_KEY", KEY);
  return () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    forget();
  };
});

test("what was backed up is restored into a new directory, where the audit chain holds", async () => {
  expect(await run("store backup kept.gz", "first")).toEqual({ code: 0, out: "", err: "2 rows written to kept.gz\n" });
  const restored = await run("store restore kept.gz", "second");
  expect(restored).toMatchObject({ code: 0, err: "2 rows restored from kept.gz. Jobs that had not ended are paused.\n" });
  expect(await run("audit verify", "second")).toMatchObject({ code: 0, out: expect.stringContaining("the chain holds") });
  expect(await run("store restore kept.gz", "second")).toMatchObject({
    code: 2,
    err: expect.stringContaining("records in this"),
  });
  expect(readdirSync(join(folder, "second"))).toEqual(["db"]);
});

test("what cannot be done ends with 2 and its reason, and makes no database", async () => {
  writeFileSync(join(folder, "text"), "hello");
  expect(await run("store restore no-such-file", "third")).toMatchObject({ code: 2, err: "reach: no-such-file: no such file\n" });
  expect(await run("store backup x", "third")).toMatchObject({ code: 2, err: expect.stringContaining("no database in it") });
  expect(existsSync(join(folder, "third"))).toBe(false);
  expect(await run("store restore text", "second")).toMatchObject({ code: 2 });
  expect(await run("store backup no-such-folder/x", "first")).toMatchObject({ code: 2, err: expect.stringMatching(/no such/) });
});

test("a running dashboard answers the same backup over HTTP, and only to whoever is signed in", async () => {
  vi.stubEnv("CADO_REACH_DATA", join(folder, "first"));
  forget();
  const ask = (headers: Record<string, string>) =>
    GET(new Request("http://127.0.0.1:3000/api/store/backup", { headers: { host: "127.0.0.1:3000", ...headers } }), {});
  expect((await ask({})).status).toBe(401);
  const response = await ask({ authorization: `Bearer ${TOKEN}` });
  expect(response.headers.get("content-disposition")).toMatch(/"cado-reach-\d{4}-\d\d-\d\dT\d{4}Z\.backup\.gz"/);
  writeFileSync(join(folder, "running.gz"), Buffer.from(await response.arrayBuffer()));

  const store = await getStore();
  // The health of the database, which this test shares with what it runs, is told in the log.
  for (const level of ["error", "info"] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  expect(await run("store backup kept-too.gz", "first")).toMatchObject({
    code: 2,
    err: expect.stringContaining("/api/store/backup"),
  });
  await store.close();
  expect(await run("store restore running.gz", "fourth")).toMatchObject({ code: 0, err: expect.stringContaining("2 rows") });
});
