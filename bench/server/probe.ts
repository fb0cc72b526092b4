// Loaded into the product's server by `--import`: tells its CPU time, memory, event-loop delays and what AWS answered, over
// loopback. Does nothing in any other process of the same environment.
import { subscribe } from "node:diagnostics_channel";
import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setInterval } from "node:timers";

/** What the probe tells; all since the last reset. */
export type ServerFigures = {
  cpuS: number;
  rssMb: number;
  peakRssMb: number;
  /** How late the event loop was for a timer of 10 ms, ms. */
  loopP99Ms: number;
  loopMaxMs: number;
  /** Answers to the server's own requests, by HTTP status. */
  answers: Record<string, number>;
};

const RESOLUTION_MS = 10;
const portFile = process.env.BENCH_PROBE_PORT_FILE;
if (portFile !== undefined && process.argv.some((argument) => /next$/.test(argument)) && process.argv.includes("start"))
  start(portFile);

function start(file: string): void {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  let answers: Record<string, number> = {};
  subscribe("http.client.response.finish", (message) => {
    const { statusCode = 0 } = (message as { response: IncomingMessage }).response;
    answers[statusCode] = (answers[statusCode] ?? 0) + 1;
  });
  let cpu = process.cpuUsage();
  let peakRss = 0;
  const look = () => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  };
  setInterval(look, 100).unref();
  const server = createServer((request, response) => {
    if (request.method === "DELETE") {
      loop.reset();
      answers = {};
      cpu = process.cpuUsage();
      peakRss = 0;
    }
    look();
    const used = process.cpuUsage(cpu);
    const figures: ServerFigures = {
      cpuS: (used.user + used.system) / 1e6,
      rssMb: process.memoryUsage.rss() / 1e6,
      peakRssMb: peakRss / 1e6,
      loopP99Ms: Math.max(0, loop.percentile(99) / 1e6 - RESOLUTION_MS),
      loopMaxMs: Math.max(0, loop.max / 1e6 - RESOLUTION_MS),
      answers,
    };
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(figures));
  });
  server.listen(0, "127.0.0.1", () => writeFileSync(file, String((server.address() as AddressInfo).port)));
  server.unref();
}
