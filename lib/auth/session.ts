import "server-only";
import { sealData, unsealData } from "iron-session";
import { getSettings } from "#lib/settings.ts";
import { sessionPassword } from "./token.ts";

type Session = { signedInAt: number };

const LIFETIME_S = 12 * 60 * 60;

/** Cookies are shared by all ports of a host, so the name carries ours: two dashboards do not sign each other out. */
export function sessionCookieName(): string {
  return `cado_reach_${getSettings().port}`;
}

/** The Set-Cookie header that signs a browser in. `secure` where the browser came over TLS. */
export async function sessionCookie(secure: boolean): Promise<string> {
  const seal = await sealData({ signedInAt: Date.now() } satisfies Session, { password: sessionPassword(), ttl: LIFETIME_S });
  return cookie(seal, LIFETIME_S, secure);
}

/** The Set-Cookie header that signs a browser out. */
export function endedSessionCookie(secure: boolean): string {
  return cookie("", 0, secure);
}

/** True for the value of a cookie that this run sealed and that has not expired. */
export async function isSession(value: string | undefined): Promise<boolean> {
  if (value === undefined || value === "") return false;
  // A broken, foreign or expired seal unseals to an empty object.
  const session = await unsealData<Partial<Session>>(value, { password: sessionPassword(), ttl: LIFETIME_S });
  return typeof session.signedInAt === "number";
}

/** The session cookie's value in a Cookie header, or undefined. */
export function findSessionValue(header: string | null): string | undefined {
  const prefix = `${sessionCookieName()}=`;
  return header
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  return `${sessionCookieName()}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${secure ? "; Secure" : ""}`;
}

/** True where a TLS proxy in front of the server says that the browser came over https. */
export function isSecureRequest(headers: Headers): boolean {
  return headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}
