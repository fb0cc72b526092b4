import { spawn } from "node:child_process";

/** What `npm run demo` says of itself when it is ready (CADO_REACH_DEMO_JSON=1). */
export type DemoReady = {
  /** The dashboard, without a trailing slash. */
  url: string;
  /** The printed sign-in link. */
  link: string;
  token: string;
  aws: {
    endpoint: string;
    accessKeyId: string;
    secretAccessKey: string;
    region: string;
    /** Every account of the estate, the current one first; `roleArn` is the administrator's role to assume in the others. */
    accounts: readonly { id: string; roleArn: string | null; cadoRoleArn: string }[];
  };
};

export type DemoProcess = DemoReady & {
  stop(): Promise<void>;
  /**
   * Ends the dashboard as a power cut would and starts it again on the same estate and data; `aheadMs` puts its clock
   * that much ahead.
   */
  restart(options?: { aheadMs?: number }): Promise<void>;
};

export type DemoOptions = { instances: number; seed?: number; env?: Record<string, string> };

const READY_WITHIN_MS = 60_000;

/** Starts the demo as a person would, on free ports, and waits until it says that it is ready. */
export async function startDemo({ instances, seed = 1, env = {} }: DemoOptions): Promise<DemoProcess> {
  const child = spawn(process.execPath, ["--conditions=react-server", "scripts/demo.ts"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      PORT: "0",
      CADO_REACH_DEMO_AWS_PORT: "0",
      CADO_REACH_DEMO_INSTANCES: String(instances),
      CADO_REACH_DEMO_SEED: String(seed),
      CADO_REACH_DEMO_JSON: "1",
      ...env,
    },
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = await new Promise<DemoReady>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The demo was not ready in time.")), READY_WITHIN_MS);
    let text = "";
    child.stdout?.setEncoding("utf8");
    child.stdout?.on("data", (chunk: string) => {
      text += chunk;
      const line = text.split("\n").find((candidate) => candidate.startsWith("{") && candidate.endsWith("}"));
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(JSON.parse(line));
    });
    void exited.then(() => reject(new Error(`The demo ended before it was ready:\n${text}`)));
  });
  return {
    ...ready,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
    async restart({ aheadMs = 0 } = {}) {
      const clock = `--import ${new URL("./clock-ahead.mjs", import.meta.url).href}`;
      const env = aheadMs === 0 ? {} : { NODE_OPTIONS: clock, CADO_REACH_CLOCK_AHEAD_MS: String(aheadMs) };
      const restarted = new Promise((resolve) => child.once("message", resolve));
      child.send({ restart: env });
      await restarted;
    },
  };
}

/** Makes these the stand-in's faults, and no others. */
export async function setFaults(demo: DemoReady, faults: readonly unknown[]): Promise<void> {
  await control(demo, "DELETE", "faults");
  if (faults.length > 0) await control(demo, "POST", "faults", faults);
}

/** Makes an instance vanish from its account, as AWS does some time after its termination. */
export async function forgetInstance(demo: DemoReady, node: { account: string; region: string; id: string }): Promise<void> {
  await control(demo, "POST", "terminate", { account: node.account, region: node.region, ids: [node.id], forget: true });
}

/** Sets a tag, or takes it away where the value is null, as somebody outside of the dashboard would. */
export async function changeTag(
  demo: DemoReady,
  { account, region, id }: { account: string; region: string; id: string },
  tag: { key: string; value: string | null },
): Promise<void> {
  await control(demo, "POST", "tags", { account, region, tags: [{ id, ...tag }] });
}

/** Replaces the policy of the Cado role in an account. */
export async function putRolePolicy(demo: DemoReady, account: string, document: unknown): Promise<void> {
  await control(demo, "PUT", "role-policy", { account, document });
}

async function control(demo: DemoReady, method: string, what: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${demo.aws.endpoint}/_control/${what}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`The stand-in refused ${method} ${what}: ${answer.status} ${await answer.text()}`);
}
