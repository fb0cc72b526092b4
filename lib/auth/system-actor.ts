import type { Actor } from "#lib/domain/actor.ts";

/** Cado Reach acting by itself; `name` says in which role ("incident expiry"). */
export function systemActor(name: string): Actor {
  return { kind: "system", name, session: "", from: "" };
}
