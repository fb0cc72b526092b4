import { z } from "zod";
import { guarded } from "#lib/auth/guard.ts";
import { endedSessionCookie, isSecureRequest, sessionCookie } from "#lib/auth/session.ts";
import { isAccessToken } from "#lib/auth/token.ts";
import { problemResponse } from "#lib/http/problem-response.ts";

const SignIn = z.object({ token: z.string() });

/** Signs a browser in with the printed token. */
export const POST = guarded(
  async (request) => {
    const body = SignIn.safeParse(await request.json().catch(() => undefined));
    if (!body.success) return problemResponse({ status: 400, code: "bad-request", title: 'Send {"token": "…"}.' });
    if (!isAccessToken(body.data.token.trim())) {
      return problemResponse({
        status: 401,
        code: "wrong-token",
        title: "That is not the token of this run.",
        remedy: "Copy it from the terminal that runs Cado Reach; it changes at every start.",
      });
    }
    return new Response(null, { status: 204, headers: { "Set-Cookie": await sessionCookie(isSecureRequest(request.headers)) } });
  },
  { open: true },
);

/** Signs the browser out. */
export const DELETE = guarded(
  (request) =>
    new Response(null, { status: 204, headers: { "Set-Cookie": endedSessionCookie(isSecureRequest(request.headers)) } }),
);
