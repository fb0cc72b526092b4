import "server-only";
import { actorOf } from "#lib/auth/actor-of.ts";
import { isTokenBearer } from "#lib/auth/token.ts";
import { getRecorder } from "./recorder.ts";

/**
 * Records that a request was refused. Nobody waits for it and it never fails; the same refusal again and again is
 * written once in a while, with how many times.
 */
export function recordRefusal(request: Request, { status = 0, code }: { status?: number; code: string }): void {
  void note(request, status, code);
}

async function note(request: Request, status: number, code: string): Promise<void> {
  const actor = await actorOf(request);
  const isKnown = actor.session !== "" || isTokenBearer(request.headers);
  const { known, strangers } = getRecorder().refusals;
  const path = new URL(request.url).pathname;
  const refusal = { kind: "refusal", actor, method: request.method, path, code, status, times: 1 } as const;
  (isKnown ? known : strangers).add(refusal, Date.now());
}
