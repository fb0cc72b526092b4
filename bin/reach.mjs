#!/usr/bin/env node
// The package's command. Installed, it runs the bundle, because Node strips no types under node_modules; in a checkout
// without one it runs the source. Written in the syntax of Node 18, which has to get as far as the message below.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
const bundle = new URL("../dist/reach.mjs", import.meta.url);
const source = fileURLToPath(new URL("../scripts/reach.ts", import.meta.url));

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`reach: Node ${process.versions.node} is too old; it needs 22.18 or newer.\n`);
  process.exitCode = 2;
} else if (existsSync(source)) {
  // `react-server` makes the "server-only" marker inert: this is no browser.
  const child = spawn(process.execPath, ["--conditions=react-server", source, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 2) : 130));
} else {
  await import(bundle.href);
}
