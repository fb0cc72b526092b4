import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BROWSER_FLAGS, findBrowser } from "./find-browser.ts";

type Part = { name: string; run: () => boolean | Promise<boolean> };

const bin = (...path: string[]) => join("node_modules", ...path);

const PARTS: Readonly<Record<string, Part>> = {
  lint: { name: "Lint and boundaries", run: () => node(bin("@biomejs", "biome", "bin", "biome"), "check", ".") },
  types: {
    name: "Types",
    run: () => node(bin("next", "dist", "bin", "next"), "typegen") && node(bin("typescript", "bin", "tsc"), "--noEmit"),
  },
  unit: { name: "Unit tests", run: () => node(bin("vitest", "vitest.mjs"), "run", ...filters("unit")) },
  e2e: { name: "Browser tests", run: runPlaywright },
};

const [wanted, ...rest] = process.argv.slice(2);
const chosen = wanted === undefined ? Object.keys(PARTS) : [wanted];
const failed: string[] = [];
for (const key of chosen) {
  const part = PARTS[key];
  if (part === undefined) throw new Error(`Unknown part "${key}". One of: ${Object.keys(PARTS).join(", ")}.`);
  const startedAt = Date.now();
  process.stdout.write(`\n── ${part.name}\n`);
  const passed = await part.run();
  process.stdout.write(`── ${part.name}: ${passed ? "passed" : "FAILED"} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
  if (!passed) failed.push(part.name);
}
process.stdout.write(failed.length === 0 ? "\nEverything passed.\n" : `\nFailed: ${failed.join(", ")}.\n`);
process.exit(failed.length === 0 ? 0 : 1);

async function runPlaywright(): Promise<boolean> {
  const path = await findBrowser();
  process.stdout.write(`Chromium: ${path}\n`);
  process.env.PLAYWRIGHT_CHROMIUM_PATH = path;
  process.env.CADO_REACH_BROWSER_FLAGS = BROWSER_FLAGS.join(" ");
  return node(bin("@playwright", "test", "cli.js"), "test", ...filters("e2e"));
}

/** What stands behind the part's name on the command line: test files to run. */
function filters(part: string): string[] {
  return wanted === part ? rest : [];
}

function node(script: string, ...args: string[]): boolean {
  return spawnSync(process.execPath, [script, ...args], { stdio: "inherit" }).status === 0;
}
