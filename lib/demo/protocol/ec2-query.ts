import type { ServiceError } from "../service-error.ts";
import type { Reply } from "./exchange.ts";
import { element } from "./xml.ts";

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

/** A good answer: the operation's own XML inside `<ActionResponse>`. */
export function ec2Reply(action: string, inner: string, requestId: string): Reply {
  return xmlReply(
    200,
    requestId,
    `<${action}Response xmlns="${NAMESPACE}">${element("requestId", requestId)}${inner}</${action}Response>`,
  );
}

/** A refusal. EC2 has its own shape and spells the last element `RequestID`. */
export function ec2ErrorReply(error: ServiceError, requestId: string): Reply {
  const inner = `<Error>${element("Code", error.code)}${element("Message", error.message)}</Error>`;
  return xmlReply(error.status, requestId, `<Response><Errors>${inner}</Errors>${element("RequestID", requestId)}</Response>`);
}

/** XML with the headers that AWS's query services send along. */
export function xmlReply(status: number, requestId: string, body: string): Reply {
  return {
    status,
    headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId, "cache-control": "no-cache, no-store" },
    body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`),
  };
}
