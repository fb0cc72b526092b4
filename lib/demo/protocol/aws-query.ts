import type { ServiceError } from "../service-error.ts";
import { xmlReply } from "./ec2-query.ts";
import type { Reply } from "./exchange.ts";
import { element } from "./xml.ts";

const NAMESPACES = { sts: "https://sts.amazonaws.com/doc/2011-06-15/", iam: "https://iam.amazonaws.com/doc/2010-05-08/" };

export type AwsQueryService = keyof typeof NAMESPACES;

/** A good answer: the operation's own XML inside `<ActionResult>`. */
export function awsQueryReply(service: AwsQueryService, action: string, inner: string, requestId: string): Reply {
  const metadata = `<ResponseMetadata>${element("RequestId", requestId)}</ResponseMetadata>`;
  const result = `<${action}Result>${inner}</${action}Result>`;
  return xmlReply(200, requestId, `<${action}Response xmlns="${NAMESPACES[service]}">${result}${metadata}</${action}Response>`);
}

/** A refusal, with the side that AWS says is at fault. */
export function awsQueryErrorReply(service: AwsQueryService, error: ServiceError, requestId: string): Reply {
  const type = error.status < 500 ? "Sender" : "Receiver";
  const inner = `${element("Type", type)}${element("Code", error.code)}${element("Message", error.message)}`;
  return xmlReply(
    error.status,
    requestId,
    `<ErrorResponse xmlns="${NAMESPACES[service]}"><Error>${inner}</Error>${element("RequestId", requestId)}</ErrorResponse>`,
  );
}
