import type { PurposeDraft } from "./purpose.ts";

/** A case is not a change: what was given for one is no offer for the other. */
export type RememberedKind = "change" | "incident";

type Remembered = Pick<PurposeDraft, "reason" | "reference">;

/** What was given last in this tab; empty where nothing was, or where the browser keeps nothing. */
export function recallPurpose(kind: RememberedKind, storage: Pick<Storage, "getItem"> = sessionStorage): Remembered {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(kind)) ?? "null");
    if (typeof kept !== "object" || kept === null) return { reason: "", reference: "" };
    return { reason: textOf("reason" in kept && kept.reason), reference: textOf("reference" in kept && kept.reference) };
  } catch {
    // Storage can be forbidden, or hold something else; the fields are then empty.
    return { reason: "", reference: "" };
  }
}

/** Keeps what was given for the next review in this tab. */
export function rememberPurpose(
  kind: RememberedKind,
  { reason, reference }: Remembered,
  storage: Pick<Storage, "setItem"> = sessionStorage,
): void {
  try {
    storage.setItem(keyOf(kind), JSON.stringify({ reason, reference }));
  } catch {
    // Forbidden or full: then it is typed again.
    return;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function keyOf(kind: RememberedKind): string {
  return `cado-reach.purpose.${kind}`;
}
