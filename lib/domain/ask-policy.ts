import { awsDocumentArn, nodeArn } from "./arn.ts";
import type { AuthorizationAnswer, AuthorizationRequest, Authorize } from "./authorization.ts";
import type { Node, Tags } from "./node.ts";

/** Where and by whom an action is asked for. */
export type AskedNode = Pick<Node, "partition" | "region" | "account" | "kind" | "id">;

/** Whether the policy allows the action on the node, were these its tags; null means that they are not known. */
export function askNode(authorize: Authorize, action: string, node: AskedNode, tags: Tags | null): AuthorizationAnswer {
  const own = Object.entries(tags ?? {}).flatMap(([key, value]) => [
    [`ssm:resourceTag/${key}`, value] as const,
    [`aws:ResourceTag/${key}`, value] as const,
  ]);
  const context = { ...requestFacts(node), "aws:ResourceAccount": node.account, ...Object.fromEntries(own) };
  return ask(authorize, {
    action,
    resource: nodeArn(node),
    context,
    unknownContext: tags === null ? [...UNKNOWN, "ssm:resourceTag/*"] : UNKNOWN,
    absentContext: tags === null ? ABSENT : [...ABSENT, "aws:ResourceTag/*"],
  });
}

/** Whether the policy allows the action with a document of AWS's. Such a document carries none of the customer's tags. */
export function askDocument(authorize: Authorize, action: string, node: AskedNode, document: string): AuthorizationAnswer {
  return ask(authorize, {
    action,
    resource: awsDocumentArn(node.partition, node.region, document),
    context: requestFacts(node),
    unknownContext: UNKNOWN,
    absentContext: [...ABSENT, "aws:ResourceTag/*"],
  });
}

/**
 * Global keys tell of the caller and its way in (address, endpoint, principal tags), which nobody knows before the call;
 * nor is it documented when these two keys of Session Manager are there.
 */
const UNKNOWN: readonly string[] = ["aws:*", "ssm:SessionDocumentAccessCheck", "ssm:AccessRequestId"];
const ABSENT: readonly string[] = ["aws:RequestTag/*", "aws:TagKeys"];

/** Cado's role lives in the account of the node, and calls AWS in the node's region over TLS. */
function requestFacts({ region, account }: AskedNode): Readonly<Record<string, string>> {
  return {
    "aws:RequestedRegion": region,
    "aws:PrincipalAccount": account,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
  };
}

/**
 * With any global condition key, SendCommand has to be allowed a second time, for AWS's own call behind it
 * (`aws:ViaAWSService` true; Systems Manager guide, "Setting up Run Command"). What else that call carries is not
 * documented, so a policy that allows the direct call and does not surely allow the other is unknown.
 */
function ask(authorize: Authorize, request: AuthorizationRequest): AuthorizationAnswer {
  const direct = authorize(request);
  if (direct.result !== "allowed" || request.action !== "ssm:SendCommand") return direct;
  const behind = authorize({
    ...request,
    context: {
      ...Object.fromEntries(Object.entries(request.context).filter(([key]) => !key.startsWith("aws:"))),
      "aws:ViaAWSService": "true",
    },
    absentContext: [],
  });
  return behind.result === "allowed" ? direct : { result: "unknown", reasons: behind.reasons };
}
