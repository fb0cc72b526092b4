import "server-only";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { PRIVATE_HEADERS, problemResponse } from "#lib/http/problem-response.ts";
import { getSettings } from "#lib/settings.ts";
import { toStoreError } from "#lib/store/store-error.ts";
import { isAllowedHost } from "./host.ts";
import { findSessionValue, isSession } from "./session.ts";
import { findBearer, isAccessToken } from "./token.ts";

type Handler<C> = (request: Request, context: C) => Response | Promise<Response>;
type Refusal = { status: number; code: string; title: string; remedy?: string };

const READS = new Set(["GET", "HEAD"]);

/**
 * Wraps a route handler so that it only ever sees a request that is addressed to this server, signed in, and, where it
 * writes, sent as JSON by our own pages or by a script with the token. Everything else is answered with a problem:
 * 421 foreign Host, 401 not signed in, 403 another site's page, 415 not JSON. An error that the handler throws is
 * logged and answered with fixed words (500); a database that does not answer with what to do (503). `open` leaves the sign-in check out, for signing in and health.
 */
export function guarded<C>(handler: Handler<C>, options: { open?: boolean } = {}): Handler<C> {
  return async (request, context) => {
    const refusal = await refuse(request, options.open ?? false);
    if (refusal !== undefined) {
      recordRefusal(request, refusal);
      return problemResponse(refusal);
    }
    try {
      const response = await handler(request, context);
      for (const [name, value] of Object.entries(PRIVATE_HEADERS)) response.headers.set(name, value);
      return response;
    } catch (error) {
      const failure = toStoreError(error);
      // Said in the log once, where it happened; the caller is told every time.
      if (failure !== null) return problemResponse(failure.problem);
      console.error(`${request.method} ${new URL(request.url).pathname} failed:`, error);
      return problemResponse({
        status: 500,
        code: "internal-error",
        title: "Cado Reach could not answer this request.",
        remedy: "Try again. If it keeps happening, the server's log says why.",
      });
    }
  };
}

async function refuse(request: Request, open: boolean): Promise<Refusal | undefined> {
  const { headers } = request;
  if (!isAllowedHost(headers.get("host"), getSettings())) {
    return {
      status: 421,
      code: "misdirected-request",
      title: "This server does not answer to that host name.",
      remedy: "Open the address that the server printed, or add the name to CADO_REACH_ALLOWED_HOSTS.",
    };
  }
  const caller = await identify(headers);
  if (!open && caller === "nobody") {
    return {
      status: 401,
      code: "not-signed-in",
      title: "Sign in first.",
      remedy: "Open the link that the server printed, or send Authorization: Bearer with its token.",
    };
  }
  if (isForeign(headers, READS.has(request.method), caller)) {
    return { status: 403, code: "foreign-origin", title: "This request came from a page of another site." };
  }
  if (!READS.has(request.method) && !isJson(headers.get("content-type"))) {
    return { status: 415, code: "not-json", title: "Send application/json.", remedy: "Set Content-Type: application/json." };
  }
  return undefined;
}

async function identify(headers: Headers): Promise<"script" | "browser" | "nobody"> {
  const bearer = findBearer(headers);
  if (bearer !== undefined) return isAccessToken(bearer) ? "script" : "nobody";
  return (await isSession(findSessionValue(headers.get("cookie")))) ? "browser" : "nobody";
}

/**
 * A browser says where a request comes from in Sec-Fetch-Site and, for writes, in Origin; a page cannot forge either.
 * A write with a cookie has to carry our Origin. A script's has none; one that it does carry has to be ours.
 */
function isForeign(headers: Headers, isRead: boolean, caller: "script" | "browser" | "nobody"): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  if (origin === null) return !isRead && caller !== "script" && site !== "same-origin";
  return !isOwnOrigin(origin, headers.get("host"));
}

function isOwnOrigin(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(";")[0]?.trim().toLowerCase() === "application/json";
}
