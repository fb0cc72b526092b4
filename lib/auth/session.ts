import "server-only";
import { randomBytes } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { getSettings } from "#lib/settings.ts";
import { sessionPassword } from "./token.ts";

/** A signed-in browser. It is nowhere but in its cookie. */
const Session = z.object({
  signedInAt: z.number(),
  /** Tells two browsers apart in the record. Opens nothing. */
  id: z.string(),
  /** What the person typed; "" for nothing. */
  name: z.string(),
});
export type Session = z.infer<typeof Session>;

const LIFETIME_S = 12 * 60 * 60;

/** Cookies are shared by all ports of a host, so the name carries ours: two dashboards do not sign each other out. */
export function sessionCookieName(): string {
  return `cado_reach_${getSettings().port}`;
}

/** A session that begins now. `name` has been cleaned. */
export function newSession(name: string): Session {
  return { signedInAt: Date.now(), id: randomBytes(6).toString("base64url"), name };
}

/** The Set-Cookie header that signs a browser in, until 12 hours after it signed in. `secure` where it came over TLS. */
export async function sessionCookie(secure: boolean, session: Session = newSession("")): Promise<string> {
  const left = Math.max(1, LIFETIME_S - Math.floor((Date.now() - session.signedInAt) / 1000));
  return cookie(await sealData(session, { password: sessionPassword(), ttl: left }), left, secure);
}

/** The Set-Cookie header that signs a browser out. */
export function endedSessionCookie(secure: boolean): string {
  return cookie("", 0, secure);
}

/** The session of a request, by its cookie; undefined where this run sealed none, or it has expired. */
export async function findSession(headers: Headers): Promise<Session | undefined> {
  return openSession(findSessionValue(headers.get("cookie")));
}

/** True for the value of a cookie that this run sealed and that has not expired. */
export async function isSession(value: string | undefined): Promise<boolean> {
  return (await openSession(value)) !== undefined;
}

/** The session cookie's value in a Cookie header, or undefined. */
export function findSessionValue(header: string | null): string | undefined {
  const prefix = `${sessionCookieName()}=`;
  return header
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}

async function openSession(value: string | undefined): Promise<Session | undefined> {
  if (value === undefined || value === "") return undefined;
  // A broken, foreign or expired seal unseals to an empty object.
  return Session.safeParse(await unsealData<unknown>(value, { password: sessionPassword(), ttl: LIFETIME_S })).data;
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  return `${sessionCookieName()}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${secure ? "; Secure" : ""}`;
}

/** True where a TLS proxy in front of the server says that the browser came over https. */
export function isSecureRequest(headers: Headers): boolean {
  return headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}
