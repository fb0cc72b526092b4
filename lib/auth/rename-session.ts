import "server-only";
import { z } from "zod";
import { recordRenaming } from "#lib/audit/record-sign-in.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import { cleanName } from "./clean-name.ts";
import { findSession, isSecureRequest, sessionCookie } from "./session.ts";
import type { SessionChange } from "./sign-in.ts";

const Renaming = z.object({ name: z.string() });
const MOST_BYTES = 10_000;

/** The Set-Cookie header that gives a signed-in browser another name. It stays the same session, and ends as early. */
export async function renameSession(request: Request): Promise<SessionChange> {
  const session = await findSession(request.headers);
  if (session === undefined) {
    const remedy = "A script gives its name with every request, in X-Cado-Reach-Name.";
    return { ok: false, problem: { status: 409, code: "no-session", title: "Only a browser's session has a name.", remedy } };
  }
  const body = await readJsonBody(request, MOST_BYTES);
  if (!body.ok) return body;
  const { data } = Renaming.safeParse(body.value);
  if (data === undefined) return { ok: false, problem: { status: 400, code: "bad-request", title: 'Send {"name": "…"}.' } };
  const renamed = { ...session, name: cleanName(data.name) };
  if (renamed.name !== session.name) recordRenaming(request, session, renamed);
  return { ok: true, cookie: await sessionCookie(isSecureRequest(request.headers), renamed) };
}
