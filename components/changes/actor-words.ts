import type { Actor } from "#lib/domain/actor.ts";

/** Who did it, in a word or two. A name is what the person gave; nobody checked it. */
export function actorName({ kind, name }: Actor): string {
  if (kind === "system") return "Cado Reach";
  if (name !== "") return name;
  return kind === "script" ? "A script" : "Somebody";
}

/** How they came: "in a browser, from 10.0.0.7", "by script", "incident expiry". */
export function actorDetail({ kind, name, from }: Actor): string {
  if (kind === "system") return name;
  const how = kind === "script" ? "by script" : "in a browser";
  return from === "" ? how : `${how}, from ${from}`;
}

/** The same text for the same person, as far as can be told: what the filter by person goes by. */
export function actorKey({ kind, name }: Actor): string {
  return kind === "system" ? "system" : `${kind}:${name}`;
}
