import "server-only";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { getSettings } from "#lib/settings.ts";

// Next bundles every route apart, so what they share lives on globalThis.
const shared = globalThis as typeof globalThis & { cadoReachPeerHeader?: string };

/**
 * From now on every request that this process's servers receive carries the address at the other end of its socket, for
 * `peerAddress`. Call it once, at start. A route handler sees no socket, and Next fills in X-Forwarded-For only where
 * the client sent none: anybody could write another address there. The header's name is this process's secret.
 */
export function notePeers(): void {
  if (shared.cadoReachPeerHeader !== undefined) return;
  const header = `x-peer-${randomUUID()}`;
  shared.cadoReachPeerHeader = header;
  subscribe("http.server.request.start", (message) => {
    const request = typeof message === "object" && message !== null && "request" in message ? message.request : undefined;
    if (request instanceof IncomingMessage) request.headers[header] = request.socket.remoteAddress ?? "";
  });
}

/**
 * The address that a request came from: the other end of its connection, or, with proxies that the settings trust, what
 * the outermost of them saw. "" where it is not known. An IPv4 address is written as one, also from an IPv6 socket.
 */
export function peerAddress(headers: Headers, trustedProxies = getSettings().trustedProxies): string {
  if (trustedProxies === 0) {
    const header = shared.cadoReachPeerHeader;
    return toAddress((header === undefined ? null : headers.get(header)) ?? "");
  }
  // Each proxy adds the address that it saw at the end; what stands before the trusted ones' is anybody's word.
  return toAddress((headers.get("x-forwarded-for") ?? "").split(",").at(-trustedProxies) ?? "");
}

function toAddress(text: string): string {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? "" : address;
}
