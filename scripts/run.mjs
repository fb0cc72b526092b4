// The way in for everybody: `node scripts/run.mjs COMMAND [ARGUMENT…]`. Written in the syntax of Node 18, because it has
// to run, and speak, where the machine's own Node is too old for the rest. Sees to Node, packages and build, then hands over.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const WANTED_NODE = "24";
const OLDEST_NODE = [22, 18];

// What each command needs before it starts. `build: true` means a production build of the present sources, `bench: true`
// the packages of bench/, which are its own.
const COMMANDS = {
  start: { run: ["scripts/start.ts"], build: true },
  demo: { run: ["scripts/demo.ts"], build: true },
  "demo-aws": { run: ["scripts/demo-aws.ts"] },
  dev: { run: ["scripts/demo.ts", "--dev"] },
  build: { build: true },
  test: { run: ["scripts/test.ts"], build: true },
  "test-unit": { run: ["scripts/test.ts", "unit"] },
  "test-e2e": { run: ["scripts/test.ts", "e2e"], build: true },
  lint: { run: ["scripts/test.ts", "lint"] },
  typecheck: { run: ["scripts/test.ts", "types"] },
  bench: { run: ["bench/run.ts"], build: true, bench: true },
  "bench-table": { run: ["bench/table.ts"], build: true, bench: true },
  "bench-million": { run: ["bench/million.ts"], build: true, bench: true },
  "bench-page": { run: ["bench/page.ts"], build: true, bench: true },
  "bench-transport": { run: ["bench/transport.ts"], build: true, bench: true },
  "bench-sweep": { run: ["bench/sweep.ts"], build: true, bench: true },
  "bench-tagging": { run: ["bench/tagging.ts"], build: true, bench: true },
  "bench-server": { run: ["bench/server.ts"], build: true, bench: true },
  "bench-type": { run: ["bench/type-policy.ts"], build: true },
  "bench-recount": { run: ["bench/recount.ts"] },
  "bench-hostile": { run: ["bench/hostile-input.ts"] },
  "bench-open": { run: ["bench/open-page.ts"], build: true },
  "check-engine": { run: ["scripts/check-engine.ts"] },
  "check-policy": { run: ["scripts/check-policy.ts"] },
  reach: { run: ["scripts/reach.ts"] },
  "check-truth": { run: ["scripts/check-truth.ts"], build: true },
  "check-crash": { run: ["scripts/check-crash.ts"], build: true },
  "check-faults": { run: ["scripts/check-faults.ts"], build: true },
  "check-replicas": { run: ["scripts/check-replicas.ts"] },
  "bench-tag": { run: ["bench/tagging.ts", "--only", "product"] },
  "bench-history": { run: ["bench/coverage-history.ts"] },
  "bench-audit": { run: ["bench/verify-audit.ts"] },
};

const [name, ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) fail(`Unknown command "${name}". One of: ${Object.keys(COMMANDS).join(", ")}.`);

process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED = "1";

if (isTooOld(process.versions.node)) {
  say(`Node ${process.versions.node} is too old for Cado Reach; running with Node ${WANTED_NODE} from the npm registry.`);
  runAndExit(newerNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
} else {
  if (!isInstalled(".")) install(".");
  if (command.bench && !isInstalled("bench")) install("bench");
  if (command.build && !isBuilt()) build();
  // `react-server` makes the "server-only" marker inert: these scripts are the server.
  if (command.run) runAndExit(process.execPath, ["--conditions=react-server", ...command.run, ...rest]);
}

function isTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** The path of a new enough node binary, fetched by npx where it is not in its cache. */
function newerNode() {
  const found = spawnSync("npx", ["--yes", `node@${WANTED_NODE}`, "-p", "process.execPath"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const path = (found.stdout || "").trim().split("\n").pop();
  if (found.status !== 0 || !path || !existsSync(path)) {
    fail(
      `Node ${WANTED_NODE} could not be fetched from the npm registry. Install Node ${OLDEST_NODE.join(".")} or newer and try again.\n${found.stderr || ""}`,
    );
  }
  return path;
}

/** True where a folder's node_modules holds just what its lock file asks for, as npm itself recorded it. */
function isInstalled(folder) {
  const installed = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, "utf8")).packages;
  const want = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  return Object.entries(want).every(([path, entry]) => {
    if (path === "") return true;
    if (have[path] === undefined) return entry.optional === true || entry.peer === true;
    return have[path].version === entry.version && existsSync(join(folder, path));
  });
}

function install(folder) {
  say(folder === "." ? "Installing packages (once)…" : `Installing the packages of ${folder}/ (once)…`);
  step(
    "npm",
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    "The packages could not be installed; npm's message above says why.",
    folder,
  );
}

function buildStamp() {
  return join(".next", "cado-reach-sources");
}

function isBuilt() {
  return (
    existsSync(join(".next", "BUILD_ID")) && existsSync(buildStamp()) && readFileSync(buildStamp(), "utf8") === sourcesDigest()
  );
}

function build() {
  say("Building the dashboard (once for these sources)…");
  step(
    process.execPath,
    [join("node_modules", "next", "dist", "bin", "next"), "build"],
    "The dashboard could not be built; the message above says why.",
  );
  step(
    process.execPath,
    ["--conditions=react-server", join("scripts", "make-database.ts")],
    "The empty database could not be made; the message above says why.",
  );
  writeFileSync(buildStamp(), sourcesDigest());
}

/** A digest over everything that goes into the build. */
function sourcesDigest() {
  const hash = createHash("sha256");
  const files = ["package-lock.json", "next.config.js", "postcss.config.mjs", "tsconfig.json", "proxy.ts", "instrumentation.ts"];
  for (const folder of ["app", "components", "lib", "public"]) collect(folder, files);
  for (const file of files.sort()) {
    // `next build` may complete tsconfig.json, and tests are not part of it.
    if (/\.test\.tsx?$/.test(file) || !existsSync(file)) continue;
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function collect(folder, files) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder).sort()) {
    const path = `${folder}/${entry}`;
    if (statSync(path).isDirectory()) collect(path, files);
    else files.push(path);
  }
}

function step(program, args, complaint, folder = ".") {
  const shell = process.platform === "win32" && program === "npm";
  const done = spawnSync(program, args, { stdio: ["ignore", 2, 2], shell, cwd: folder });
  if (done.status !== 0) fail(complaint);
}

/** Runs the rest in a child that ends when we are told to end, and ends us with its code. */
function runAndExit(program, args) {
  const child = spawn(program, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm passes no signal on when it is killed outright; nobody would be left to stop the servers.
  const started = ancestors();
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (ancestors() !== started) child.kill("SIGTERM");
    }, 1000).unref();
  }
  child.on("error", (error) => fail(`${program} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(signal ? 128 + 15 : (code ?? 1)));
}

/** Our parent and, where the system tells, its parent: npm runs us through a shell, which outlives it. */
function ancestors() {
  const stat = `/proc/${process.ppid}/stat`;
  const grandparent = existsSync(stat) ? readFileSync(stat, "utf8").split(") ").pop().split(" ")[1] : "";
  return `${process.ppid} ${grandparent}`;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
