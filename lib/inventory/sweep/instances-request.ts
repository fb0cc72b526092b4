import "server-only";
import { getConfig } from "#lib/config/config.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { isPolicyInForce, POLICIES_IN_FORCE, type PolicyInForce } from "#lib/policy/policy-in-force.ts";

export type InstancesRequest =
  | { ok: true; format: "lines"; follow: boolean; deflated: boolean }
  | { ok: true; format: "json"; policy: PolicyInForce }
  | { ok: false; problem: Problem & { status: number } };

/** Reads the parameters of GET /api/instances; every wrong one is named. */
export function parseInstancesRequest(parameters: URLSearchParams): InstancesRequest {
  const format = parameters.get("format") ?? "lines";
  const follow = parameters.get("follow") ?? "0";
  const encoding = parameters.get("encoding") ?? "identity";
  const policy = parameters.get("policy") ?? getConfig().policy;
  const faults: string[] = [];
  if (format !== "lines" && format !== "json") faults.push("format is json, or left out.");
  if (follow !== "0" && follow !== "1") faults.push("follow is 1, or left out.");
  if (encoding !== "identity" && encoding !== "deflate-raw") faults.push("encoding is deflate-raw, or left out.");
  if (!isPolicyInForce(policy)) faults.push(`policy is one of ${POLICIES_IN_FORCE.join(", ")}.`);
  else if (faults.length === 0) {
    if (format === "json") return { ok: true, format, policy };
    return { ok: true, format: "lines", follow: follow === "1", deflated: encoding === "deflate-raw" };
  }
  const title = "The instances cannot be listed with these parameters.";
  return {
    ok: false,
    problem: { status: 400, code: "bad-request", title, detail: faults.join(" "), remedy: "See docs/api.md." },
  };
}
