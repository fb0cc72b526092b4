import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** Flags that keep Chromium quiet and off the network, and let it run as root on a machine without a display. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a Chromium that starts: the one that PLAYWRIGHT_CHROMIUM_PATH names, an installed one, Playwright's own,
 * the one from the npm registry, and at last Debian's, installed here and now where we may. Throws with what to do
 * where there is none.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (starts(named)) return named;
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not start.`);
  }
  const installed = [...onPath(), ...APPLICATIONS, chromium.executablePath()].find(starts);
  if (installed !== undefined) return installed;
  const fromRegistry = await unpackFromRegistry();
  if (fromRegistry !== undefined && starts(fromRegistry)) return fromRegistry;
  const fromDebian = installFromDebian();
  if (fromDebian !== undefined && starts(fromDebian)) return fromDebian;
  throw new Error("No Chromium was found or could be got. Install one, or set PLAYWRIGHT_CHROMIUM_PATH to its path.");
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;
}

async function unpackFromRegistry(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // Read when the package is loaded: makes it unpack the shared libraries too, and point the loader at them.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const packed = await import("@sparticuz/chromium");
  return packed.default.executablePath();
}

function installFromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const quiet = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  spawnSync("apt-get", ["update"], quiet);
  const done = spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet);
  return done.status === 0 ? "/usr/bin/chromium" : undefined;
}
