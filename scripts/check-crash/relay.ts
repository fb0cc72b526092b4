import { createServer, request, type Server } from "node:http";
import { buffer } from "node:stream/consumers";

/** Hands requests on to the stand-in as they are, and knows which answered ones went through it, and when they came. */
export class Relay {
  /** Told of the operation of every request of EC2, before it is handed on. */
  onRequest: (operation: string) => void = () => undefined;
  readonly url: string;
  readonly #server: Server;
  readonly #times: Map<string, number>;

  private constructor(url: string, server: Server, times: Map<string, number>) {
    this.url = url;
    this.#server = server;
    this.#times = times;
  }

  /** One per worker, so that what each of them sends can be told apart. */
  static async start(target: string): Promise<Relay> {
    const { port } = new URL(target);
    const times = new Map<string, number>();
    const server = createServer(async (incoming, outgoing) => {
      const at = Date.now();
      const body = await buffer(incoming);
      relay.onRequest(/^Action=(\w+)/.exec(body.toString("latin1", 0, 100))?.[1] ?? "");
      const { method, url, headers } = incoming;
      // The host stays what the sender signed.
      const onward = request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
        const id = answer.headers["x-amzn-requestid"];
        if (typeof id === "string") times.set(id, at);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on("error", () => outgoing.destroy());
      onward.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (typeof address !== "object" || address === null) throw new Error("The relay has no port.");
    const relay = new Relay(`http://127.0.0.1:${address.port}`, server, times);
    return relay;
  }

  /** When a request came, in epoch milliseconds; undefined for one that did not come through here. */
  cameAt(requestId: string): number | undefined {
    return this.#times.get(requestId);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
