import "server-only";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { Incident } from "#lib/domain/tagging.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import { badRequest, type Refused, refuse } from "./tagging-request.ts";

/** The start of a plan that somebody has reviewed. */
export type StartRequest = {
  plan: string;
  hash: string;
  reason: string;
  /** "" where none was given. */
  reference: string;
  /** The number of nodes to change, as typed; null where it was not asked for. */
  confirm: number | null;
  incident: Incident | null;
};

const MAX_BODY_BYTES = 20_000;

/** Longer than that is no incident but a state; tag the nodes for good then. */
const LONGEST_INCIDENT_MS = 30 * 24 * 3_600_000;

const line = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, `has at most ${limit} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    .regex(/^[^\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]*$/, "has a control character in it");

const Body = z.strictObject({
  plan: z.uuid("has to be the id of a plan"),
  hash: z.string().regex(/^[0-9a-f]{64}$/, "has to be the hash of the plan"),
  reason: line(500).default(""),
  reference: line(200).default(""),
  confirm: z.int().nullable().default(null),
  incident: z
    .strictObject({ owner: line(100).min(1, "has to name who answers for it"), expiresAt: z.iso.datetime({ offset: true }) })
    .nullable()
    .default(null),
});

/** Reads the start of a plan from a request. Every error is told at once, with its path. */
export async function readStartRequest(request: Request): Promise<{ ok: true; start: StartRequest } | Refused> {
  const json = await readJsonBody(request, MAX_BODY_BYTES);
  if (!json.ok) return json;
  const parsed = Body.safeParse(json.value);
  return parsed.success ? { ok: true, start: parsed.data } : badRequest(parsed.error);
}

/** What is wrong with an incident's end, or null. Times are compared as the server's clock has them. */
export function incidentProblem({ expiresAt }: Incident, now: Date): (Problem & { status: number }) | null {
  const leftMs = Date.parse(expiresAt) - now.getTime();
  if (leftMs > 0 && leftMs <= LONGEST_INCIDENT_MS) return null;
  const title = leftMs <= 0 ? "The incident would have ended already." : "An incident ends within 30 days.";
  return refuse(422, "bad-incident", title, "Choose another end.").problem;
}
