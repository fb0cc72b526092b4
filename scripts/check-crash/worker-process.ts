import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FromWorker, ToWorker, WorkerSettings } from "./messages.ts";

/** Where a worker keeps its jobs. */
export type Place = { dataDir: string } | { databaseUrl: string };

/** The process is gone: it ended itself at its moment, or somebody ended it. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
}

/** A worker as its parent sees it. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly durable: string[] = [];
  /** Told of every line of a job that is followed. */
  onLine: (line: { trouble: string | null; verified: readonly string[] }) => void = () => undefined;

  constructor(place: Place, settings: WorkerSettings, preload: readonly string[] = []) {
    const path = fileURLToPath(new URL("./worker.ts", import.meta.url));
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      CADO_REACH_TOKEN: "check-token",
      CADO_REACH_CHECK: JSON.stringify(settings),
    };
    delete env.DATABASE_URL;
    if ("dataDir" in place) env.CADO_REACH_DATA = place.dataDir;
    else env.DATABASE_URL = place.databaseUrl;
    this.#child = spawn(process.execPath, ["--conditions=react-server", ...preload.flatMap((file) => ["--import", file]), path], {
      env,
      stdio: ["ignore", "ignore", process.env.CADO_REACH_CHECK_LOG ? "inherit" : "ignore", "ipc"],
    });
    this.#child.setMaxListeners(0);
    this.#ended = once(this.#child, "exit");
    this.#child.on("message", (message: FromWorker) => {
      if ("durable" in message) this.durable.push(message.durable);
      if ("verified" in message) this.onLine(message);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  ready(): Promise<void> {
    return this.#next((message) => ("ready" in message ? true : undefined)).then(() => undefined);
  }

  /** Sends a message and waits for the answer that `read` takes. Rejects with WorkerGone where the process ends first. */
  async ask<T>(message: ToWorker, read: (answer: FromWorker) => T | undefined): Promise<T> {
    const answer = this.#next((given) => {
      if ("failed" in given) throw new Error(given.failed);
      return read(given);
    });
    if (this.#child.connected) this.#child.send(message, () => undefined);
    return answer;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended();
  }

  async ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.#ended;
  }

  #next<T>(read: (message: FromWorker) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const isGone = this.#child.exitCode !== null || this.#child.signalCode !== null;
      if (isGone) reject(new WorkerGone());
      const onMessage = (message: FromWorker): void => {
        try {
          const value = read(message);
          if (value === undefined) return;
          done();
          resolve(value);
        } catch (error) {
          done();
          reject(error);
        }
      };
      const onExit = (): void => {
        done();
        reject(new WorkerGone());
      };
      const done = (): void => {
        this.#child.off("message", onMessage);
        this.#child.off("exit", onExit);
      };
      this.#child.on("message", onMessage);
      this.#child.on("exit", onExit);
    });
  }
}
