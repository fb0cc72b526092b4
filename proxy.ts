import { type NextRequest, NextResponse } from "next/server";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { isAllowedHost } from "#lib/auth/host.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { getSettings } from "#lib/settings.ts";

/**
 * Runs before every page, route and asset: turns foreign host names away and gives each page its content security
 * policy. Signing in is not checked here; each page and route does that itself (docs/decisions/0001).
 */
export function proxy(request: NextRequest): Response {
  if (!isAllowedHost(request.headers.get("host"), getSettings())) {
    const refusal = {
      status: 421,
      code: "misdirected-request",
      title: "This server does not answer to that host name.",
      remedy: "Open the address that the server printed, or add the name to CADO_REACH_ALLOWED_HOSTS.",
    };
    recordRefusal(request, refusal);
    return problemResponse(refusal);
  }
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "no-referrer");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  if (!request.nextUrl.pathname.startsWith("/_next/static/")) response.headers.set("Cache-Control", "private, no-store");
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  // React needs eval for its development messages; a production build does not.
  // biome-ignore lint/style/noProcessEnv: replaced by its value when the application is built.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Row positions of the virtual list are style attributes; they can hold no script.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
