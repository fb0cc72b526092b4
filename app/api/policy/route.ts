import { guarded } from "#lib/auth/guard.ts";
import { getConfig } from "#lib/config/config.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { parsePolicyRequest, renderRequestedPolicies } from "#lib/policy/policy-request.ts";

/** Answers exactly the text that the policy screen copies. */
export const GET = guarded((request) => {
  const result = parsePolicyRequest(new URL(request.url).searchParams, getConfig().tag);
  if (!result.ok) {
    return problemResponse({
      status: 400,
      code: "bad-request",
      title: "The policy cannot be written from these parameters.",
      detail: result.faults.map(({ parameter, fault }) => `${parameter}: ${fault}`).join(" "),
      remedy: "See docs/api.md. Only variant has no default.",
    });
  }
  const [policy] = renderRequestedPolicies(result.request);
  return new Response(policy?.text, { headers: { "Content-Type": policy?.mediaType ?? "text/plain" } });
});
