import { ServiceError } from "../service-error.ts";
import type { Reply } from "./exchange.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

const CONTENT_TYPE = "application/x-amz-json-1.1";

/** The body of an AWS JSON 1.1 request: an object, `{}` where the body is empty. */
export function parseJsonBody(body: Buffer): JsonObject {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new ServiceError("SerializationException", "The request body is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ServiceError("SerializationException", "Start of structure or map found where not expected.");
  }
  return { ...value };
}

/** A good answer. */
export function jsonReply(output: JsonObject, requestId: string): Reply {
  return { status: 200, headers: headers(requestId), body: Buffer.from(JSON.stringify(output)) };
}

/** A refusal: the code in `__type`, the words in `Message`. */
export function jsonErrorReply(error: ServiceError, requestId: string): Reply {
  return {
    status: error.status,
    headers: headers(requestId),
    body: Buffer.from(JSON.stringify({ __type: error.code, Message: error.message })),
  };
}

function headers(requestId: string): Record<string, string> {
  return { "content-type": CONTENT_TYPE, "x-amzn-requestid": requestId, "cache-control": "no-cache" };
}
