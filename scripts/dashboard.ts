import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";

export type Dashboard = {
  /** Where a browser finds it, without a trailing slash. */
  url: string;
  /** Settles when the server has ended by itself or was stopped; the value is its exit code. */
  ended: Promise<number>;
  stop(): void;
  /** Ends it at once, as a power cut would. */
  kill(): void;
};

export type DashboardOptions = {
  host: string;
  port: number;
  env: NodeJS.ProcessEnv;
  dev?: boolean;
  onOutput?: (text: string) => void;
};

const READY_WITHIN_MS = 60_000;
const GRACE_MS = 1_500;

/** A new access token: 256 bits, safe in a URL. */
export function createToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Starts the built dashboard and waits until it answers. Throws where it ends, or stays silent, before that. */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { host, port, env, dev = false } = options;
  const next = join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, dev ? "dev" : "start", "--hostname", host, "--port", String(port)], {
    stdio: ["ignore", dev ? "inherit" : "ignore", "inherit"],
    env: { ...env, HOST: host, PORT: String(port), NEXT_TELEMETRY_DISABLED: "1" },
  });
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 0)));
  const url = `http://${browserHost(host)}:${port}`;
  await untilReady(url, child);
  await warmUp(url, env.CADO_REACH_TOKEN ?? "");
  return { url, ended, stop: () => stop(child), kill: () => child.kill("SIGKILL") };
}

/** Next waits for open connections, and a page that follows the estate never closes its own. */
function stop(child: ChildProcess): void {
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The dashboard ended with code ${child.exitCode} before it answered.`);
    if (await answers(`${url}/api/health`)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGTERM");
  throw new Error(`The dashboard did not answer within ${READY_WITHIN_MS / 1000} s.`);
}

/** Signs in and asks for the first screen, as a browser would: the server loads what it needs before anybody waits for it. */
async function warmUp(url: string, token: string): Promise<void> {
  const signedIn = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  // A format that there is not is refused, after the route was loaded and before the sweep would begin.
  const paths = ["/", "/policy", "/api/instances?format=none"];
  await Promise.all(paths.map(async (path) => (await fetch(`${url}${path}`, { headers: { cookie } })).text()));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Refused: not listening yet.
    return false;
  }
}

/** A wildcard address is no place to go to; the machine itself is. */
function browserHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
