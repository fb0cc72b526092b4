import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import type { Tags } from "#lib/domain/node.ts";

/** Where a role asks, and for what. */
export type AskedPlace = { arn: string; region: string; account: string };

/**
 * A direct call of the role, as `lib/domain/ask-policy.ts` asks it: what nobody knows before the call (address, endpoint,
 * the role's own tags) is unknown, and so is what else EC2 tells of an instance. `tags` are the resource's. AWS's second
 * call behind SendCommand is left out: a hole is one whether or not that call goes through as well.
 */
export function roleRequest(
  action: string,
  { arn, region, account }: AskedPlace,
  tags: Tags = {},
  more: AuthorizationRequest["context"] = {},
): AuthorizationRequest {
  const context: Record<string, string | readonly string[]> = {
    "aws:RequestedRegion": region,
    "ec2:Region": region,
    "aws:PrincipalAccount": account,
    "aws:ResourceAccount": account,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    ...more,
  };
  for (const [key, value] of Object.entries(tags)) {
    for (const prefix of ["ssm:resourceTag/", "aws:ResourceTag/", "ec2:ResourceTag/"]) context[prefix + key] = value;
  }
  return { action, resource: arn, context, unknownContext: UNKNOWN, absentContext: ABSENT };
}

const UNKNOWN = ["aws:*", "ec2:*", "ssm:SessionDocumentAccessCheck", "ssm:AccessRequestId"];
const ABSENT = ["aws:RequestTag/*", "aws:TagKeys", "aws:ResourceTag/*", "ec2:ResourceTag/*", "ec2:CreateAction"];

/** SendCommand's second call, made by AWS behind the first: of it only the tags are known (Systems Manager guide). */
export function viaServiceRequest(request: AuthorizationRequest): AuthorizationRequest {
  const kept = Object.entries(request.context).filter(([key]) => !key.startsWith("aws:"));
  return { ...request, context: { ...Object.fromEntries(kept), "aws:ViaAWSService": "true" }, absentContext: [] };
}
