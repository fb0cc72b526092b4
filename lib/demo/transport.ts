import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "./faults/fault.ts";
import type { Exchange, Reply } from "./protocol/exchange.ts";

/** Larger than any request that AWS's SDK or CLI makes here: 1,000 ids and 1,000 tags. */
const LARGEST_BODY = 2 ** 21;

/** Reads a request to its end, or undefined where the body is larger than any honest one. */
export async function readExchange(request: IncomingMessage): Promise<Exchange | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // Read on to the end all the same: a client that is still sending would not see the answer.
    if (size <= LARGEST_BODY) chunks.push(bytes);
  }
  if (size > LARGEST_BODY) return undefined;
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) headers[name] = values?.join(",") ?? "";
  return { method: request.method ?? "GET", path, query, headers, body: Buffer.concat(chunks) };
}

/** Sends the reply, the way that the faults want the connection to go. It is sent after `tookMs`; `closing` ends a wait early. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  faults: readonly Fault[],
  closing: AbortSignal,
  tookMs = 0,
): Promise<void> {
  const lateMs = faults.reduce((sum, fault) => sum + (fault.kind === "latency" ? fault.ms : 0), tookMs);
  if (lateMs > 0) await delay(lateMs, undefined, { signal: closing });
  if (isLost(faults, "hang")) return;
  if (isLost(faults, "reset")) {
    response.socket?.resetAndDestroy();
    return;
  }
  const { body } = reply;
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  if (has(faults, "cut")) {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}

function isLost(faults: readonly Fault[], how: "hang" | "reset"): boolean {
  return faults.some((fault) =>
    fault.kind === "lost-answer" || fault.kind === "lost-request" ? fault.how === how : fault.kind === how,
  );
}

function has(faults: readonly Fault[], kind: Fault["kind"]): boolean {
  return faults.some((fault) => fault.kind === kind);
}
