import type { Actor } from "#lib/domain/actor.ts";

/** Who, as one line: "Ada (browser, from 192.0.2.7)". The name is what somebody typed, and says so where there is none. */
export function actorWords({ kind, name, from }: Pick<Actor, "kind" | "name" | "from">): string {
  if (kind === "system") return name === "" ? "Cado Reach" : `Cado Reach: ${name}`;
  return `${name === "" ? "No name given" : name} (${kind}${from === "" ? "" : `, from ${from}`})`;
}
