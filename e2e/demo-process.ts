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

export type DemoProcess = DemoReady & { stop(): Promise<void> };

export type DemoOptions = { instances: number; seed?: number; env?: Record<string, string> };

const READY_WITHIN_MS = 60_000;

/** Starts the demo as a person would, on free ports, and waits until it says that it is ready. */
export async function startDemo({ instances, seed = 1, env = {} }: DemoOptions): Promise<DemoProcess> {
  const child = spawn(process.execPath, ["--conditions=react-server", "scripts/demo.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
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
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk: string) => {
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
  };
}

/** Sets faults of the stand-in through its control endpoint. */
export async function setFaults(demo: DemoReady, faults: unknown): Promise<void> {
  const answer = await fetch(`${demo.aws.endpoint}/_control/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(faults),
  });
  if (!answer.ok) throw new Error(`The stand-in refused the faults: ${answer.status} ${await answer.text()}`);
}
