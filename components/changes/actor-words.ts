import type { Actor } from "#lib/domain/actor.ts";

/** Who did it, in a word or two. A name is what the person gave; nobody checked it. */
export function actorName({ kind, name }: Actor): string {
  if (kind === "system") return "Cado Reach";
  if (name !== "") return name;
  return kind === "script" ? "A script" : "Somebody";
}

/** How they came, as far as the name does not say it: "in a browser, from 10.0.0.7", "by script", "incident expiry". */
export function actorDetail({ kind, name, from }: Actor): string {
  if (kind === "system") return name;
  const how = kind === "browser" ? "in a browser" : name === "" ? "" : "by script";
  return [how, from === "" ? "" : `from ${from}`].filter((part) => part !== "").join(", ");
}

/** The same text for the same person, as far as can be told: what the filter by person goes by. */
export function actorKey({ kind, name }: Actor): string {
  return kind === "system" ? "system" : `${kind}:${name}`;
}
