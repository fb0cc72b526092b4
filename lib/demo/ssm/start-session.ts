import { randomBytes } from "node:crypto";
import { denied } from "../identity/authorise.ts";
import { ServiceError } from "../service-error.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { cadoOf, findDocumentDenial, findNodeDenial } from "./cado-access.ts";
import { findDocument } from "./documents.ts";
import { findManaged, rowOfId } from "./managed-nodes.ts";
import type { SsmOperation } from "./operation.ts";

const DEFAULT_DOCUMENT = "SSM-SessionManagerRunShell";

/**
 * Starts a session as Cado's role. The node and the session document must be allowed, the default document too
 * (Session Manager guide, 2026: "you must specify the default session document in the IAM policy").
 */
export const startSession: SsmOperation = {
  bucket: SSM_BUCKETS.startSession,
  run(call, input) {
    const target = input.requiredText("Target");
    const document = findDocument(call.cell, input.text("DocumentName") ?? DEFAULT_DOCUMENT, "Session");
    const row = rowOfId(call, target);
    const denial = findNodeDenial(call, [target]) ?? findDocumentDenial(call, document);
    if (denial !== null) throw denied("ssm", denial);
    if (findManaged(call, row)?.pingStatus !== "Online")
      throw new ServiceError("TargetNotConnected", `${target} is not connected.`);
    const sessionName = cadoOf(call).arn.split("/").at(-1);
    const sessionId = `${sessionName}-0${randomBytes(8).toString("hex")}`;
    return {
      SessionId: sessionId,
      TokenValue: randomBytes(96).toString("base64"),
      StreamUrl: `wss://ssmmessages.${call.region}.amazonaws.com/v1/data-channel/${sessionId}?role=publish_subscribe`,
    };
  },
};
