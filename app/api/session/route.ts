import { recordSignOut } from "#lib/audit/record-sign-in.ts";
import { actorOf } from "#lib/auth/actor-of.ts";
import { guarded } from "#lib/auth/guard.ts";
import { renameSession } from "#lib/auth/rename-session.ts";
import { endedSessionCookie, isSecureRequest } from "#lib/auth/session.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { problemResponse } from "#lib/http/problem-response.ts";

/** Signs a browser in with the printed token. */
export const POST = guarded(
  async (request) => {
    const result = await signIn(request);
    return result.ok ? withCookie(result.cookie) : problemResponse(result.problem);
  },
  { open: true },
);

/** What the record calls whoever asks. */
export const GET = guarded(async (request) => {
  const { name, session } = await actorOf(request);
  return Response.json({ name, session });
});

/** Gives a signed-in browser a name, or another one. */
export const PATCH = guarded(async (request) => {
  const result = await renameSession(request);
  return result.ok ? withCookie(result.cookie) : problemResponse(result.problem);
});

/** Signs the browser out. */
export const DELETE = guarded(async (request) => {
  await recordSignOut(request);
  return withCookie(endedSessionCookie(isSecureRequest(request.headers)));
});

function withCookie(cookie: string): Response {
  return new Response(null, { status: 204, headers: { "Set-Cookie": cookie } });
}
