import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** The rules that Biome finds broken in each of the sources, were they laid out as files of this project. */
function brokenRules(sources: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "cado-reach-boundaries-"));
  try {
    cpSync("biome.json", join(folder, "biome.json"));
    for (const [path, source] of sources) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const biome = resolve("node_modules", "@biomejs", "biome", "bin", "biome");
    const flags = ["--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false"];
    const run = spawnSync(process.execPath, [biome, "lint", ...flags, "."], { cwd: folder, encoding: "utf8" });
    const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(run.stdout);
    const broken = Map.groupBy(report.diagnostics, ({ location }) => location.path);
    return new Map([...broken].map(([path, found]) => [path, found.map(({ category }) => category.split("/").at(-1) ?? "")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FORBIDDEN: readonly [path: string, imported: string][] = [
  ["lib/domain/x.ts", "node:fs"],
  ["lib/domain/x.ts", "node:fs/promises"],
  ["lib/domain/x.ts", "react"],
  ["lib/domain/x.ts", "#lib/aws/cell-clients.ts"],
  ["lib/policy/x.ts", "@aws-sdk/client-ec2"],
  ["lib/policy/x.ts", "next/headers"],
  ["lib/inventory/x.ts", "node:buffer"],
  ["lib/inventory/x.ts", "./sweep/estate-sweep.ts"],
  ["lib/inventory/sweep/x.ts", "@aws-sdk/client-ssm"],
  ["lib/tagging/x.ts", "@aws-sdk/client-ec2"],
  ["lib/tagging/x.ts", "#lib/demo/server.ts"],
  ["lib/aws/x.ts", "#components/ui/button.tsx"],
  ["app/api/x/route.ts", "@smithy/util-retry"],
  ["components/instances/x.tsx", "#lib/aws/cell-clients.ts"],
  ["components/instances/x.tsx", "#lib/settings.ts"],
  ["components/instances/x.tsx", "#app/page.tsx"],
  ["components/ui/x.tsx", "#lib/domain/node.ts"],
  ["components/ui/x.tsx", "#components/instances/x.tsx"],
];

const ALLOWED: readonly [path: string, imported: string][] = [
  ["lib/aws/x.ts", "@aws-sdk/client-ec2"],
  ["lib/inventory/sweep/x.ts", "#lib/aws/cell-clients.ts"],
  ["lib/policy/x.ts", "#lib/domain/node.ts"],
  ["components/instances/x.tsx", "#lib/domain/node.ts"],
  ["components/ui/x.tsx", "#lib/domain/problem.ts"],
  ["app/api/x/route.ts", "#lib/auth/guard.ts"],
];

const numbered = (cases: typeof FORBIDDEN, name: string) =>
  cases.map(([path, imported], index) => [path.replace(/\bx\b/, `${name}-${index}`), path, imported] as const);

describe("boundaries", () => {
  const forbidden = numbered(FORBIDDEN, "forbidden");
  const allowed = numbered(ALLOWED, "allowed");
  const importing = [...forbidden, ...allowed].map(
    ([file, , imported]) => [file, `import * as x from "${imported}";\nexport const y = x;\n`] as const,
  );
  const reading = "export const y = process.env.HOME;\n";
  const broken = brokenRules(new Map([...importing, ["lib/tagging/env.ts", reading], ["lib/settings.ts", reading]]));

  it.each(forbidden)("%s: %s may not import %s", (file) => {
    expect(broken.get(file)).toContain("noRestrictedImports");
  });

  it.each(allowed)("%s: %s may import %s", (file) => {
    expect(broken.get(file) ?? []).not.toContain("noRestrictedImports");
  });

  it("keeps the environment to one file", () => {
    expect(broken.get("lib/tagging/env.ts")).toContain("noProcessEnv");
    expect(broken.get("lib/settings.ts") ?? []).not.toContain("noProcessEnv");
  });
});
