import { guarded } from "#lib/auth/guard.ts";
import { getConfig } from "#lib/config/config.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { parsePolicyRequest, renderRequestedPolicies } from "#lib/policy/policy-request.ts";
import { readRoleBody } from "#lib/policy-requests/policy-bodies.ts";
import { renderRole } from "#lib/policy-requests/render-role.ts";

/** Answers exactly the text that the policy screen copies. */
export const GET = guarded((request) => {
  const result = parsePolicyRequest(new URL(request.url).searchParams, getConfig().tag);
  if (!result.ok) {
    return problemResponse({
      status: 400,
      code: "bad-request",
      title: "The policy cannot be written from these parameters.",
      detail: result.faults.map(({ parameter, fault }) => `${parameter}: ${fault}`).join(" "),
      remedy: "See docs/api.md.",
    });
  }
  const [policy] = renderRequestedPolicies(result.request);
  if (policy === undefined) throw new Error("A request of one policy gave none.");
  return new Response(policy.text, { headers: { "Content-Type": policy.mediaType } });
});

/** Answers a role's own policies, corrected. */
export const POST = guarded(async (request) => {
  const read = await readRoleBody(request, getConfig().tag);
  if (!read.ok) return problemResponse(read.problem);
  const result = renderRole(read.body);
  return result.ok ? Response.json(result.answer) : problemResponse(result.problem);
});
