import { z } from "zod";
import { actorOf } from "#lib/auth/actor-of.ts";
import { guarded } from "#lib/auth/guard.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import { getStore } from "#lib/store/get-store.ts";
import { sendTest } from "#lib/webhooks/send-test.ts";

const Body = z.strictObject({ url: z.string().min(1).max(4096) });

/** Sends a test event to one of the configured receivers, and answers what came back. */
export const POST = guarded(async (request) => {
  const body = await readJsonBody(request, 16_384);
  if (!body.ok) return problemResponse(body.problem);
  const read = Body.safeParse(body.value);
  if (!read.success) {
    return problemResponse({
      status: 400,
      code: "bad-request",
      title: "Send the url of a webhook as GET /api/webhooks lists it.",
    });
  }
  const result = await sendTest(await getStore(), read.data.url, await actorOf(request));
  return result.ok ? Response.json(result.delivery) : problemResponse(result.problem);
});
