import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "./config.ts";

const dir = mkdtempSync(join(tmpdir(), "cado-reach-config-"));
afterAll(() => rmSync(dir, { recursive: true }));

function fileOf(text: string): string {
  const path = join(dir, `${crypto.randomUUID()}.json`);
  writeFileSync(path, text);
  return path;
}

describe("loadConfig", () => {
  it("means the defaults where there is no file and nobody named one", () => {
    expect(loadConfig(join(dir, "none.json"))).toMatchObject({ ok: true, config: { accounts: [] } });
  });

  it("refuses a file that was named and is not there", () => {
    expect(loadConfig(join(dir, "none.json"), true)).toMatchObject({ ok: false, problems: [{ code: "config-unreadable" }] });
  });

  it("refuses what is not a file", () => {
    expect(loadConfig(dir)).toMatchObject({ ok: false, problems: [{ code: "config-unreadable" }] });
  });

  it("refuses what is not JSON, and says where it stops being JSON", () => {
    const result = loadConfig(fileOf('{\n "accounts": [}'));
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: "config-not-json", title: expect.stringContaining("line 2, column 15") }],
    });
  });

  it("refuses a member that is there twice, of which the last would win silently", () => {
    const result = loadConfig(fileOf('{"policy": "corrected", "policy": "documented-default"}'));
    expect(result).toMatchObject({ ok: false, problems: [{ code: "config-not-json" }] });
  });

  it("reads a file", () => {
    expect(loadConfig(fileOf('{"tag": {"key": "Reach", "value": ""}}'))).toMatchObject({
      ok: true,
      config: { tag: { key: "Reach", value: "" } },
    });
  });
});
