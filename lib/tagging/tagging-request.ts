import "server-only";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingAction, TaggingTarget } from "#lib/domain/tagging.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";

/** A node to act on. `seen`, where given, is what the reviewer saw; a node that differs by now is left alone. */
export type RequestedNode = TaggingTarget & { seen?: readonly { key: string; value: string }[] };

export type TaggingRequest = { action: TaggingAction; nodes: readonly RequestedNode[] };

type Refused = { ok: false; problem: Problem & { status: number } };

export type RequestResult = { ok: true; request: TaggingRequest } | Refused;

/** Nodes in one request. More of them go as several jobs. */
export const MAX_REQUESTED_NODES = 100_000;

/** 100,000 nodes with what was seen on each take 25 MB. */
const MAX_BODY_BYTES = 40_000_000;

/** Errors told at once; a list in which every line is wrong is told by its first ones and a count. */
const MAX_TOLD_ERRORS = 50;

const text = (limit: number) => z.string().max(limit);
const Node = z.strictObject({
  account: text(100),
  region: text(100),
  id: text(100),
  // At most 50 tags are on a node; keys and values have AWS's own limits.
  seen: z
    .array(z.strictObject({ key: text(128), value: text(256) }))
    .max(50)
    .exactOptional(),
});
const Body = z.strictObject({
  action: z.enum(["tag", "untag", "normalise"]),
  nodes: z.array(Node).max(MAX_REQUESTED_NODES, `Send at most ${MAX_REQUESTED_NODES.toLocaleString("en")} nodes at once.`),
});

/**
 * Reads `{action, nodes: [{account, region, id}]}` from a request. Every error is told at once, with its path. Ids are
 * only looked at as text here: one that is malformed gets its own outcome later and does not fail its neighbours.
 */
export async function readTaggingRequest(request: Request): Promise<RequestResult> {
  const json = await readJsonBody(request, MAX_BODY_BYTES);
  if (!json.ok && json.problem.status === 413)
    return { ok: false, problem: { ...json.problem, remedy: "Send the nodes as several jobs." } };
  if (!json.ok) return json;
  const parsed = Body.safeParse(json.value);
  if (parsed.success) return { ok: true, request: parsed.data };
  const told = parsed.error.issues.slice(0, MAX_TOLD_ERRORS).map((issue) => `${pathOf(issue.path)}: ${issue.message}`);
  const untold = parsed.error.issues.length - told.length;
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

function refuse(status: number, code: string, title: string, remedy?: string, detail?: string): Refused {
  return { ok: false, problem: { status, code, title, ...(remedy ? { remedy } : {}), ...(detail ? { detail } : {}) } };
}
