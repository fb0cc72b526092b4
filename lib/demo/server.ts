import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CONTROL_PREFIX, control } from "./control.ts";
import { DEFAULT_INSTANCES, DEFAULT_SEED } from "./demo-settings.ts";
import type { Estate, EstateShape } from "./estate/estate.ts";
import { Fault, type FaultInput } from "./faults/fault.ts";
import { answer } from "./gateway.ts";
import { type StandInAccount, standInAccounts } from "./stand-in-accounts.ts";
import { readExchange, sendReply } from "./transport.ts";
import { createWorld, type DoneRequest, type World } from "./world.ts";

export type StandInOptions = {
  /** 6 to 1,000,000. */
  instances?: number;
  seed?: number;
  /** Where the instances are (EstateOptions). Default `company`. */
  shape?: EstateShape;
  /** 0, the default: any free one. */
  port?: number;
  faults?: readonly FaultInput[];
  /** False: token buckets never run dry, for tests about something else. Default true. */
  throttling?: boolean;
  /** True: answers take as long as AWS's. Default false: they come at once. */
  latency?: boolean;
  /** Epoch milliseconds; default the system's. */
  clock?: () => number;
  /** Told of every request that was carried out, whether or not its answer reaches the client. */
  onDone?: (done: DoneRequest) => void;
  /** Keeps every request to change tags in memory, for `GET /_control/writes`. Default false. */
  recordWrites?: boolean;
};

export type AccessKeyPair = { accessKeyId: string; secretAccessKey: string };

export type StandIn = {
  /** `http://127.0.0.1:PORT`: the endpoint of EC2, SSM, STS and IAM alike. */
  url: string;
  port: number;
  /** `administrator` is for people with an AWS CLI; `dashboard` is what the dashboard runs as. Both in the first account. */
  credentials: { administrator: AccessKeyPair; dashboard: AccessKeyPair };
  accounts: readonly StandInAccount[];
  /** The truth behind the answers; another one after a reset over the control endpoint. */
  readonly estate: Estate;
  /** Ends every connection, also those that hang, and stops listening. */
  close(): Promise<void>;
};

/** Starts the stand-in on loopback. Rejects where the port is taken or the number of instances is out of range. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const world = createWorld({
    instances: options.instances ?? DEFAULT_INSTANCES,
    seed: options.seed ?? DEFAULT_SEED,
    shape: options.shape ?? "company",
    faults: (options.faults ?? []).map((fault) => Fault.parse(fault)),
    throttling: options.throttling ?? true,
    latency: options.latency ?? false,
    clock: options.clock ?? Date.now,
    onDone: options.onDone,
    recordWrites: options.recordWrites ?? false,
  });
  const closing = new AbortController();
  const server = createServer((request, response) => {
    handle(world, request, response, closing.signal).catch((error: unknown) => {
      // Where the client went away or the stand-in closes, nobody is left to answer and nothing is wrong.
      if (!closing.signal.aborted && !request.destroyed) console.error("The stand-in failed:", error);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = boundAddress(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    credentials: { administrator: keyPair(world.keys.administrator), dashboard: keyPair(world.keys.dashboard) },
    accounts: standInAccounts(world.estate),
    get estate() {
      return world.estate;
    },
    async close() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const exchange = await readExchange(request);
  if (!exchange) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  if (exchange.path === CONTROL_PREFIX || exchange.path.startsWith(`${CONTROL_PREFIX}/`)) {
    await sendReply(response, control(world, exchange), [], closing);
    return;
  }
  const { reply, transport, tookMs } = answer(world, exchange);
  await sendReply(response, reply, transport, closing, tookMs);
}

function keyPair({ accessKeyId, secretAccessKey }: AccessKeyPair): AccessKeyPair {
  return { accessKeyId, secretAccessKey };
}

function boundAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("The stand-in listens on no TCP port.");
  return address;
}
