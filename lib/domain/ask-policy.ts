import { awsDocumentArn, nodeArn } from "./arn.ts";
import type { AuthorizationAnswer, AuthorizationRequest, Authorize } from "./authorization.ts";
import type { Node, Tags } from "./node.ts";

/** Where and by whom an action is asked for. */
export type AskedNode = Pick<Node, "partition" | "region" | "account" | "kind" | "id">;

/** Whether the policy allows the action on the node, were these its tags; null means that they are not known. */
export function askNode(authorize: Authorize, action: string, node: AskedNode, tags: Tags | null): AuthorizationAnswer {
  const context: Record<string, string> = { ...requestFacts(node), "aws:ResourceAccount": node.account };
  for (const key in tags) {
    const value = tags[key] ?? "";
    context[`ssm:resourceTag/${key}`] = value;
    context[`aws:ResourceTag/${key}`] = value;
  }
  return ask(authorize, {
    action,
    resource: nodeArn(node),
    account: node.account,
    context,
    unknownContext: tags === null ? [...UNKNOWN, "ssm:resourceTag/*"] : UNKNOWN,
    absentContext: tags === null ? ABSENT : [...ABSENT, "aws:ResourceTag/*"],
  });
}

/** Whether the policy allows the action with a document of AWS's. Such a document carries none of the customer's tags. */
export function askDocument(authorize: Authorize, action: string, node: AskedNode, document: string): AuthorizationAnswer {
  // A document leg is the same for every node of an account's region: a million nodes ask some hundred questions.
  const known = remembered(authorize);
  const question = [action, node.partition, node.account, node.region, document].join(" ");
  const answer =
    known.get(question) ??
    ask(authorize, {
      action,
      resource: awsDocumentArn(node.partition, node.region, document),
      account: node.account,
      context: requestFacts(node),
      unknownContext: UNKNOWN,
      absentContext: [...ABSENT, "aws:ResourceTag/*"],
    });
  known.set(question, answer);
  return answer;
}

const documentAnswers = new WeakMap<Authorize, Map<string, AuthorizationAnswer>>();

/** An Authorize answers the same request the same way, so its answers live as long as it does. */
function remembered(authorize: Authorize): Map<string, AuthorizationAnswer> {
  const known = documentAnswers.get(authorize) ?? new Map<string, AuthorizationAnswer>();
  documentAnswers.set(authorize, known);
  return known;
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
  const context: Record<string, string | readonly string[]> = { "aws:ViaAWSService": "true" };
  for (const key in request.context) if (!key.startsWith("aws:")) context[key] = request.context[key] ?? [];
  const behind = authorize({ ...request, context, absentContext: [] });
  return behind.result === "allowed" ? direct : { result: "unknown", reasons: behind.reasons };
}
