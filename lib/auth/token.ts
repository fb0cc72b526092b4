import "server-only";
import { createHash, hkdfSync, timingSafeEqual } from "node:crypto";
import { getSettings } from "#lib/settings.ts";

/** True for the access token of this run. Takes the same time whatever differs. */
export function isAccessToken(text: string): boolean {
  return timingSafeEqual(digest(text), digest(getSettings().token));
}

/** What a request says in `Authorization: Bearer`; undefined where it says nothing of the kind. */
export function findBearer(headers: Headers): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/** True for a script's request that carries the access token. */
export function isTokenBearer(headers: Headers): boolean {
  const bearer = findBearer(headers);
  return bearer !== undefined && isAccessToken(bearer);
}

/** The key that session cookies are sealed with: another token makes every earlier session void. */
export function sessionPassword(): string {
  return Buffer.from(hkdfSync("sha256", getSettings().token, "", "cado-reach session", 32)).toString("hex");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
