import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { appendAudit } from "#lib/audit/append-audit.ts";
import type { AuditEntry } from "#lib/domain/audit.ts";
import { openPglite } from "#lib/store/open-pglite.ts";
import { runCli } from "./run-cli.ts";

const KEY = "a-key-that-nobody-else-has";
const folder = mkdtempSync(join(tmpdir(), "cado-reach-audit-"));
const dataDir = join(folder, "data");
const signOut: AuditEntry = { kind: "sign-out", actor: { kind: "browser", name: "On call", session: "b0", from: "::1" } };

async function run(command: string | readonly string[], stdin = "") {
  let [out, err] = ["", ""];
  async function* input() {
    yield new TextEncoder().encode(stdin);
  }
  const code = await runCli(typeof command === "string" ? command.split(" ") : command, {
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

let head = "";
const lines = () => readFileSync(join(folder, "all.ndjson"), "utf8").trimEnd().split("\n");
const fileOf = (name: string, of: readonly string[]) => {
  writeFileSync(join(folder, name), of.map((line) => `${line}\n`).join(""));
  return name;
};

beforeEach(() => {
  vi.stubEnv("CADO_REACH_TOKEN", "a-token-for-this-test-only");
  vi.stubEnv("CADO_REACH_DATA", dataDir);
  vi.stubEnv("CADO_REACH_AUDIT_KEY", KEY);
  forget();
  return () => {
    vi.unstubAllEnvs();
    forget();
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("reach audit", () => {
  beforeAll(async () => {
    const store = await openPglite(dataDir);
    const now = new Date("2026-03-01T12:00:00.000Z");
    await store.transact("test", (tx) =>
      appendAudit(
        tx,
        Array.from({ length: 1234 }, () => signOut),
        { key: KEY, now },
      ),
    );
    await store.close();
  }, 60_000);

  it("exports the database, and finds nothing wrong with either", async () => {
    expect(await run("audit export all.ndjson")).toEqual({ code: 0, out: "", err: "1,234 records written to all.ndjson\n" });
    head = JSON.parse(lines().at(-1) ?? "").hash;
    const said = `1,234 records, 2026-03-01T12:00:00.000Z to 2026-03-01T12:00:00.000Z; the chain holds; head 1234 ${head}\n`;
    forget();
    expect(await run("audit verify")).toEqual({ code: 0, out: said, err: "" });
    expect(await run("audit verify all.ndjson")).toEqual({ code: 0, out: said, err: "" });
    expect(await run("audit verify -", lines().join("\n"))).toEqual({ code: 0, out: said, err: "" });
  });

  it("compares with a head that was noted", async () => {
    const early = JSON.parse(lines()[999] ?? "").hash;
    expect(await run(["audit", "verify", "all.ndjson", "--head", `1000 ${early}`])).toMatchObject({
      code: 0,
      out: expect.stringContaining("The noted head is in it; 234 records came after it."),
    });
    expect(await run(["audit", "verify", fileOf("cut.ndjson", lines().slice(0, 900)), "--head", early])).toMatchObject({
      code: 1,
      out: expect.stringContaining("This is not the chain of the noted head"),
    });
    expect(await run("audit verify all.ndjson --head abc")).toMatchObject({ code: 2 });
  });

  it("names the first bad record", async () => {
    const changed = lines().map((line, at) => (at === 1122 ? line.replace("2026", "2025") : line));
    expect(await run(`audit verify ${fileOf("changed.ndjson", changed)}`)).toEqual({
      code: 1,
      out: expect.stringMatching(/^Record 1,123 is the first bad one: .* 1,122 records before that are good\.\n$/),
      err: "",
    });
    expect(await run(`audit verify ${fileOf("broken.ndjson", lines().with(1, "{"))}`)).toMatchObject({
      code: 1,
      out: "The 2nd record is the first bad one: it is not an audit record. 1 record before that is good.\n",
    });
  });

  it("says so where there is no key to verify a keyed chain with", async () => {
    vi.stubEnv("CADO_REACH_AUDIT_KEY", "");
    expect(await run("audit verify all.ndjson")).toMatchObject({
      code: 1,
      out: expect.stringContaining("its text does not fit its hash, or it was written with a key"),
    });
  });

  it.each<[string, string, RegExp]>([
    ["a file that is not there", "audit verify nothing.ndjson", /nothing\.ndjson: no such file/],
    ["a folder", "audit verify .", /is a directory/],
    ["nothing at all", "audit verify -", /there is no record in it/],
    ["a file that cannot be written", "audit export no/such/folder.ndjson", /no such file/],
    ["what is no number", "audit verify all.ndjson --keyed-from x", /expected the number of a record/],
  ])("cannot do with %s, and says so", async (_, command, words) => {
    const { code, out, err } = await run(command);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
  });

  it("makes no database where there is none", async () => {
    vi.stubEnv("CADO_REACH_DATA", join(folder, "elsewhere"));
    expect(await run("audit verify")).toMatchObject({ code: 2, err: expect.stringContaining("there is no database in it") });
  });

  it("leaves a database alone that a running dashboard has", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const store = await openPglite(dataDir);
    expect(await run("audit verify")).toMatchObject({ code: 2, err: expect.stringContaining("/api/audit/export") });
    await store.close();
    log.mockRestore();
  });
});
