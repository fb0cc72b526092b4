import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { element } from "../protocol/xml.ts";

/** Needs no permission, and cannot be denied (STS API reference). */
export const getCallerIdentity: AwsQueryOperation = ({ caller }) =>
  element("Arn", caller.arn) + element("UserId", caller.userId) + element("Account", caller.account);
