import { guarded } from "#lib/auth/guard.ts";
import { getAwsAccess } from "#lib/aws/aws-access.ts";
import { decodeAuthorizationMessage } from "#lib/aws/decode-authorization-message.ts";
import { readDecodeRequest } from "#lib/diagnose/diagnose-request.ts";
import { problemResponse } from "#lib/http/problem-response.ts";

/** What AWS's encoded message of a denial says. */
export const POST = guarded(async (request) => {
  const read = await readDecodeRequest(request);
  if (!read.ok) return problemResponse(read.problem);
  const decoded = await decodeAuthorizationMessage(getAwsAccess(), read.asked, request.signal);
  if (!decoded.ok) return problemResponse({ status: 502, ...decoded.problem });
  return new Response(decoded.text, { headers: { "Content-Type": "application/json" } });
});
