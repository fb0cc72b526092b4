import "server-only";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingAction, TaggingTarget } from "#lib/domain/tagging.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";

/** What to plan: an action on nodes, or taking back a job, on all the nodes that it wrote to or on some of them. */
export type TaggingRequest =
  | { action: Exclude<TaggingAction, "undo">; nodes: readonly TaggingTarget[] }
  | { action: "undo"; job: string; nodes?: readonly TaggingTarget[] };

export type Refused = { ok: false; problem: Problem & { status: number } };

export type RequestResult = { ok: true; request: TaggingRequest } | Refused;

/** Nodes in one request. More of them go as several jobs. */
export const MAX_REQUESTED_NODES = 100_000;

/** 100,000 nodes take 8 MB. */
const MAX_BODY_BYTES = 20_000_000;

/** Errors told at once; a list in which every line is wrong is told by its first ones and a count. */
const MAX_TOLD_ERRORS = 50;

const text = (limit: number) => z.string().max(limit);
const Node = z.strictObject({ account: text(100), region: text(100), id: text(100) });
const nodes = z.array(Node).max(MAX_REQUESTED_NODES, `Send at most ${MAX_REQUESTED_NODES.toLocaleString("en")} nodes at once.`);
const Body = z.discriminatedUnion("action", [
  z.strictObject({ action: z.enum(["tag", "untag", "normalise"]), nodes }),
  z.strictObject({ action: z.literal("undo"), job: z.uuid("has to be the id of a job"), nodes: nodes.exactOptional() }),
]);

/**
 * Reads `{action, nodes: [{account, region, id}]}`, or `{action: "undo", job, nodes?}`, from a request. Every error is
 * told at once, with its path. Ids are only looked at as text here: one that is malformed gets its own outcome later and
 * does not fail its neighbours.
 */
export async function readTaggingRequest(request: Request): Promise<RequestResult> {
  const json = await readJsonBody(request, MAX_BODY_BYTES);
  if (!json.ok && json.problem.status === 413)
    return { ok: false, problem: { ...json.problem, remedy: "Send the nodes as several jobs." } };
  if (!json.ok) return json;
  const parsed = Body.safeParse(json.value);
  return parsed.success ? { ok: true, request: parsed.data } : badRequest(parsed.error);
}

/** Every error of a body, the first ones with their path. */
export function badRequest(error: z.ZodError): Refused {
  const told = error.issues.slice(0, MAX_TOLD_ERRORS).map((issue) => `${pathOf(issue.path)}: ${issue.message}`);
  const untold = error.issues.length - told.length;
  if (untold > 0) told.push(`and ${untold.toLocaleString("en")} more`);
  return refuse(400, "bad-request", "The request is not what this address takes.", "See docs/api.md.", told.join("; "));
}

/** The Idempotency-Key header, or null where there is none. */
export function readIdempotencyKey(request: Request): { ok: true; key: string | null } | Refused {
  const key = request.headers.get("idempotency-key");
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return { ok: true, key };
  return refuse(400, "bad-request", "Idempotency-Key has to be 1 to 255 visible ASCII characters.");
}

/** `nodes[17].id`; the body itself is "(body)". */
function pathOf(path: readonly PropertyKey[]): string {
  const written = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return written === "" ? "(body)" : written.replace(/^\./, "");
}

export function refuse(status: number, code: string, title: string, remedy?: string, detail?: string): Refused {
  return { ok: false, problem: { status, code, title, ...(remedy ? { remedy } : {}), ...(detail ? { detail } : {}) } };
}
