import { requireAllowed } from "../identity/authorise.ts";
import { decodeAuthorizationMessage as decode } from "../identity/authorization-message.ts";
import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element } from "../protocol/xml.ts";
import { ServiceError } from "../service-error.ts";

/** What an encoded message of an EC2 denial says, to a caller of the same account who may know. */
export const decodeAuthorizationMessage: AwsQueryOperation = (call, parameters) => {
  requireAllowed(call, { action: "sts:DecodeAuthorizationMessage", resource: "*", named: null });
  const message = decode(parameters.required("EncodedMessage"));
  if (message?.account !== call.caller.account) {
    throw new ServiceError("InvalidAuthorizationMessageException", "Message is not valid", 400);
  }
  return element("DecodedMessage", message.text);
};
