import "server-only";
import { actorOf } from "#lib/auth/actor-of.ts";
import { peerAddress } from "#lib/auth/peer-address.ts";
import type { Session } from "#lib/auth/session.ts";
import { recordRefusal } from "./record-refusal.ts";
import { getRecorder } from "./recorder.ts";

type How = "link" | "token";

/** Records that a browser signed in. Nobody waits for it. */
export function recordSignIn({ headers }: Request, session: Session, how: How): void {
  const actor = { kind: "browser", name: session.name, session: session.id, from: peerAddress(headers) } as const;
  getRecorder().add([{ kind: "sign-in", actor, ok: true, how }]);
}

/** Records that a signed-in browser, or a script, signed out. */
export async function recordSignOut(request: Request): Promise<void> {
  getRecorder().add([{ kind: "sign-out", actor: await actorOf(request) }]);
}

/** Records that a session goes on under another name. */
export function recordRenaming({ headers }: Request, before: Session, after: Session): void {
  const actor = { kind: "browser", name: after.name, session: after.id, from: peerAddress(headers) } as const;
  const changed = [{ path: "session.name", before: before.name, after: after.name }];
  getRecorder().add([{ kind: "configuration", actor, changed }]);
}

/**
 * Records that somebody tried to sign in and could not. Guessing in earnest comes in thousands: past the first ones it is
 * recorded as refusals are, with how many times.
 */
export function recordFailedSignIn(request: Request, how: How): void {
  if (mayRecordOneMore()) {
    void actorOf(request).then((actor) => getRecorder().add([{ kind: "sign-in", actor, ok: false, how }]));
  } else {
    recordRefusal(request, { status: 401, code: how === "link" ? "wrong-link" : "wrong-token" });
  }
}

/** Single failures that are recorded at once, and how long it takes until there may be another one. */
const BURST = 20;
const REFILL_MS = 60_000;

// Next bundles every route apart, so what they share lives on globalThis.
const shared = globalThis as typeof globalThis & { cadoReachFailedSignIns?: number[] };

function mayRecordOneMore(now = Date.now()): boolean {
  const recent = (shared.cadoReachFailedSignIns ?? []).filter((at) => at > now - BURST * REFILL_MS);
  shared.cadoReachFailedSignIns = recent;
  if (recent.length >= BURST) return false;
  recent.push(now);
  return true;
}
