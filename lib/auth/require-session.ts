import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getSettings } from "#lib/settings.ts";
import { isAllowedHost } from "./host.ts";
import { isSession, sessionCookieName } from "./session.ts";

/**
 * First thing in every page: sends whoever is not signed in to the sign-in page. The Host was checked before the page
 * was chosen (proxy.ts); it is checked again here so that no page depends on the proxy having run.
 */
export async function requireSession(): Promise<void> {
  const host = (await headers()).get("host");
  if (!isAllowedHost(host, getSettings())) throw new Error("A page was asked for under a foreign host name.");
  const value = (await cookies()).get(sessionCookieName())?.value;
  if (!(await isSession(value))) redirect("/sign-in");
}
