import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import { assumeRole } from "./assume-role.ts";
import { decodeAuthorizationMessage } from "./decode-authorization-message.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

/** The STS operations of the stand-in by AWS's name. */
export const STS_OPERATIONS: ReadonlyMap<string, AwsQueryOperation> = new Map([
  ["AssumeRole", assumeRole],
  ["DecodeAuthorizationMessage", decodeAuthorizationMessage],
  ["GetCallerIdentity", getCallerIdentity],
]);
