import "server-only";
import { z } from "zod";
import { recordFailedSignIn, recordSignIn } from "#lib/audit/record-sign-in.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import { cleanName } from "./clean-name.ts";
import { isSecureRequest, newSession, sessionCookie } from "./session.ts";
import { isAccessToken } from "./token.ts";

export type SessionChange = { ok: true; cookie: string } | { ok: false; problem: Problem & { status: number } };

const SignIn = z.object({ token: z.string(), name: z.string().default("") });
const MOST_BYTES = 10_000;

/** Trades a token, and a name for the record if there is one, for the Set-Cookie header of a new session. */
export async function signIn(request: Request): Promise<SessionChange> {
  const body = await readJsonBody(request, MOST_BYTES);
  if (!body.ok) return body;
  const { data } = SignIn.safeParse(body.value);
  if (data === undefined) {
    return { ok: false, problem: { status: 400, code: "bad-request", title: 'Send {"token": "…", "name": "…"}.' } };
  }
  if (!isAccessToken(data.token.trim())) {
    recordFailedSignIn(request, "token");
    return {
      ok: false,
      problem: {
        status: 401,
        code: "wrong-token",
        title: "That is not the token of this run.",
        remedy: "Copy it from the terminal that runs Cado Reach; it changes at every start.",
      },
    };
  }
  const session = newSession(cleanName(data.name));
  recordSignIn(request, session, "token");
  return { ok: true, cookie: await sessionCookie(isSecureRequest(request.headers), session) };
}
