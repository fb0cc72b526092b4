import "server-only";
import type { Actor } from "#lib/domain/actor.ts";
import { cleanName } from "./clean-name.ts";
import { peerAddress } from "./peer-address.ts";
import { findSession } from "./session.ts";
import { findBearer, isTokenBearer } from "./token.ts";

/**
 * Who sent a request. A browser is known by its session, and called what the person typed when signing in; a script is
 * called what it says in `X-Cado-Reach-Name`. The token proves that they may, not who they are.
 */
export async function actorOf({ headers }: Request): Promise<Actor> {
  const from = peerAddress(headers);
  if (findBearer(headers) !== undefined) return { kind: "script", name: scriptName(headers), session: "", from };
  const session = await findSession(headers);
  if (session !== undefined) return { kind: "browser", name: session.name, session: session.id, from };
  // Somebody who is not signed in: browsers say where a request comes from, scripts do not.
  const kind = headers.has("sec-fetch-site") || headers.has("origin") ? "browser" : "script";
  return { kind, name: "", session: "", from };
}

/** A name is worth nothing without the token. */
function scriptName(headers: Headers): string {
  return isTokenBearer(headers) ? cleanName(decodeUtf8(headers.get("x-cado-reach-name") ?? "")) : "";
}

/** Header values arrive as one character per byte; a name outside ASCII was most likely sent as UTF-8. */
function decodeUtf8(text: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}
