import "server-only";
import { isAccessToken } from "./token.ts";

export type LinkResult = "signed-in" | "used" | "wrong";

// Next bundles every route apart, so what they share lives on globalThis.
const shared = globalThis as typeof globalThis & { cadoReachLinkUsed?: boolean };

/**
 * Takes the printed sign-in link. It opens one browser, once: links stay behind in histories and chats. Whoever has
 * the terminal can still paste the token on the sign-in page, and scripts go on using it.
 */
export function redeemLink(token: string): LinkResult {
  if (!isAccessToken(token)) return "wrong";
  if (shared.cadoReachLinkUsed === true) return "used";
  shared.cadoReachLinkUsed = true;
  return "signed-in";
}
