import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { recordFailedSignIn, recordSignIn } from "#lib/audit/record-sign-in.ts";
import { isAllowedHost } from "#lib/auth/host.ts";
import { findSessionValue, isSecureRequest, isSession, newSession, sessionCookie } from "#lib/auth/session.ts";
import { redeemLink } from "#lib/auth/sign-in-link.ts";
import { PRIVATE_HEADERS, problemResponse } from "#lib/http/problem-response.ts";
import { getSettings } from "#lib/settings.ts";

/** The printed sign-in link: exchanges its token for the session cookie and goes on to the first screen. */
export async function GET(request: Request): Promise<Response> {
  const { headers } = request;
  if (!isAllowedHost(headers.get("host"), getSettings())) {
    const problem = { status: 421, code: "misdirected-request", title: "This server does not answer to that host name." };
    recordRefusal(request, problem);
    return problemResponse(problem);
  }
  // A browser that only warms up a link must not use it up.
  if (/prefetch|prerender/.test(headers.get("sec-purpose") ?? ""))
    return new Response(null, { status: 503, headers: PRIVATE_HEADERS });
  if (await isSession(findSessionValue(headers.get("cookie")))) return goTo("/", headers);
  const result = redeemLink(new URL(request.url).searchParams.get("token") ?? "");
  if (result !== "signed-in") {
    recordFailedSignIn(request, "link");
    return goTo(`/sign-in?link=${result}`, headers);
  }
  const session = newSession("");
  recordSignIn(request, session, "link");
  return goTo("/", headers, await sessionCookie(isSecureRequest(headers), session));
}

/** A browser does not send a SameSite=Strict cookie along a redirect that another site began; a page of ours goes on instead. */
function goTo(path: string, from: Headers, cookie?: string): Response {
  const headers = new Headers({ ...PRIVATE_HEADERS, "Referrer-Policy": "no-referrer" });
  if (cookie !== undefined) headers.set("Set-Cookie", cookie);
  if (from.get("sec-fetch-site") === "cross-site") {
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(`<!doctype html><title>Cado Reach</title><meta http-equiv="refresh" content="0;url=${path}">`, {
      headers,
    });
  }
  headers.set("Location", path);
  return new Response(null, { status: 303, headers });
}
