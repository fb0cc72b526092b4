import "server-only";
import { z } from "zod";
import { CAPABILITIES } from "#lib/domain/capability.ts";
import { type NodeKey, parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import type { NamedPolicy, RolePolicies } from "#lib/policy/named-policy.ts";
import { parsePolicy } from "#lib/policy/parse-policy.ts";

export type SimulateRequest = {
  /** null: the role that each account has. */
  role: RolePolicies | null;
  nodes: readonly NodeKey[];
  capabilities: readonly Capability[];
};

export type SimulateRequestResult = { ok: true; request: SimulateRequest } | { ok: false; problem: Problem & { status: number } };

/** Nodes in one request: each is a call or two to a service that takes a few a second. */
export const MAX_SIMULATED_NODES = 50;

/** Ten managed policies are 60 kB; white space may double that. */
const MAX_BODY_BYTES = 500_000;

const node = z.strictObject({ account: z.string(), region: z.string(), id: z.string() }).transform((key, context) => {
  const [account, region, id] = [parseAccountId(key.account), parseRegionName(key.region), parseInstanceId(key.id)];
  if (account !== undefined && region !== undefined && id !== undefined) return { account, region, id };
  context.addIssue({ code: "custom", message: "is not the account, region and id of a node" });
  return z.NEVER;
});

const policy = z
  .strictObject({ name: z.string().max(200), kind: z.enum(["inline", "managed", "unknown"]), document: z.unknown() })
  .transform(({ name, kind, document }, context): NamedPolicy => {
    const parsed = parsePolicy(document);
    if (parsed.ok) return { name, kind, document: parsed.document };
    for (const { path, title } of parsed.problems) {
      context.addIssue({ code: "custom", path: ["document", ...(path === "" ? [] : [path])], message: title });
    }
    return z.NEVER;
  });

const body = z.strictObject({
  policies: z.array(policy).min(1, "name a policy; leave it out for the role as it is").max(30).optional(),
  boundary: policy.nullable().default(null),
  nodes: z.array(node).min(1, "name a node").max(MAX_SIMULATED_NODES, `has at most ${MAX_SIMULATED_NODES} nodes`),
  capabilities: z
    .array(z.enum(["run-command", "port-forwarding"]))
    .min(1)
    .default([...CAPABILITIES]),
});

/** Reads the body of POST /api/policy/simulate; every error is told at once, with its path. */
export async function readSimulateRequest(request: Request): Promise<SimulateRequestResult> {
  const read = await readJsonBody(request, MAX_BODY_BYTES);
  if (!read.ok) return read;
  const parsed = body.safeParse(read.value);
  if (!parsed.success) {
    const detail = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "(body)"}: ${message}`).join("; ");
    const title = "These nodes cannot be simulated.";
    return { ok: false, problem: { status: 400, code: "bad-request", title, detail, remedy: "See docs/api.md." } };
  }
  const { policies, boundary, nodes, capabilities } = parsed.data;
  return { ok: true, request: { role: policies === undefined ? null : { policies, boundary }, nodes, capabilities } };
}
