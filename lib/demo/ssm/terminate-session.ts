import { sessionArn } from "../arns.ts";
import { requireAllowed } from "../identity/authorise.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import type { SsmOperation } from "./operation.ts";

/** Ends a session. The stand-in keeps none, and AWS answers the same for one that has ended. */
export const terminateSession: SsmOperation = {
  bucket: SSM_BUCKETS.terminateSession,
  run(call, input) {
    const sessionId = input.requiredText("SessionId");
    const context = { "ssm:resourceTag/aws:ssmmessages:session-id": call.caller.userId };
    requireAllowed(call, { action: "ssm:TerminateSession", resource: sessionArn(call.cell, sessionId), context });
    return { SessionId: sessionId };
  },
};
