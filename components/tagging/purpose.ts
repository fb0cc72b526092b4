import { formatNumber } from "#components/ui/count.tsx";
import type { TaggingPlan } from "#lib/domain/tagging.ts";
import type { Purpose } from "./tagging-flow.ts";

/** Hours that an incident lasts, or a moment of one's own. */
export type IncidentLength = "1" | "4" | "12" | "24" | "own";

/** What somebody has typed so far. */
export type PurposeDraft = {
  reason: string;
  reference: string;
  /** The number of nodes, where it has to be typed. */
  confirm: string;
  owner: string;
  lasts: IncidentLength;
  /** `2026-03-12T14:00`, in the reader's own time zone: what a field of the kind datetime-local gives. */
  until: string;
};

export type PurposeField = "reason" | "reference" | "confirm" | "owner" | "until";

export const EMPTY_PURPOSE: PurposeDraft = { reason: "", reference: "", confirm: "", owner: "", lasts: "4", until: "" };

/** As the server has it: longer reach is no incident. */
export const LONGEST_INCIDENT_DAYS = 30;

const HOUR_MS = 3_600_000;

/** What is asked for with a start of this plan. */
export type PurposeAsked = Pick<TaggingPlan, "confirm" | "referenceRequired"> & { incident: boolean };

export type ReadPurpose =
  | { ok: true; purpose: Purpose }
  | { ok: false; missing: readonly { field: PurposeField; words: string }[] };

/** What was typed as the server takes it, or what is still missing, in the order of the fields, with words for each. */
export function readPurpose(draft: PurposeDraft, asked: PurposeAsked, nowMs: number): ReadPurpose {
  const missing: { field: PurposeField; words: string }[] = [];
  const need = (fine: boolean, field: PurposeField, words: string) => fine || missing.push({ field, words });
  const reason = draft.reason.trim();
  const reference = draft.reference.trim();
  const owner = draft.owner.trim();
  const expiresAt = asked.incident ? endOf(draft, nowMs) : null;

  need(reason !== "", "reason", "Say in a few words why this is done.");
  if (isReferenceAsked(asked)) {
    need(
      reference !== "",
      "reference",
      asked.incident ? "Give the case number." : "Give the ticket or case that this belongs to.",
    );
  }
  if (asked.incident) {
    need(owner !== "", "owner", "Name who answers for it.");
    const left = expiresAt === null ? Number.NaN : expiresAt.getTime() - nowMs;
    need(!Number.isNaN(left), "until", "Choose when it ends.");
    need(!(left <= 0), "until", "Choose a moment to come.");
    need(!(left > LONGEST_INCIDENT_DAYS * 24 * HOUR_MS), "until", `Choose an end within ${LONGEST_INCIDENT_DAYS} days.`);
  }
  if (asked.confirm.required) {
    need(isCount(draft.confirm, asked.confirm.count), "confirm", `Type the number ${formatNumber(asked.confirm.count)}.`);
  }
  if (missing.length > 0) return { ok: false, missing };
  return {
    ok: true,
    purpose: {
      reason,
      ...(reference !== "" && { reference }),
      ...(asked.confirm.required && { confirm: asked.confirm.count }),
      ...(expiresAt !== null && { incident: { owner, expiresAt: expiresAt.toISOString() } }),
    },
  };
}

/** True where it cannot be started without a ticket or case. */
export function isReferenceAsked({ referenceRequired, incident }: Pick<PurposeAsked, "referenceRequired" | "incident">): boolean {
  return referenceRequired || incident;
}

/** When an incident ends that begins now; null where that was not chosen. */
export function endOf({ lasts, until }: Pick<PurposeDraft, "lasts" | "until">, nowMs: number): Date | null {
  if (lasts !== "own") return new Date(nowMs + Number(lasts) * HOUR_MS);
  const end = new Date(until);
  return until === "" || Number.isNaN(end.getTime()) ? null : end;
}

/** "8,214" as it is shown, or plain digits. */
function isCount(typed: string, count: number): boolean {
  const text = typed.trim();
  return text === String(count) || text === formatNumber(count);
}

const FIELDS_OF_CODES: Readonly<Record<string, PurposeField>> = {
  "reason-needed": "reason",
  "reference-needed": "reference",
  "confirmation-needed": "confirm",
  "confirmation-wrong": "confirm",
  "bad-incident": "until",
};

/** The field that a refusal of the server is about, or null where it is about none. */
export function fieldOfRefusal(code: string): PurposeField | null {
  return Object.hasOwn(FIELDS_OF_CODES, code) ? (FIELDS_OF_CODES[code] ?? null) : null;
}

/** True for refusals that only reading and reviewing anew can mend. */
export function needsNewPlan(code: string): boolean {
  return code === "plan-stale" || code === "plan-changed" || code === "plan-tag-changed" || code === "no-such-plan";
}
