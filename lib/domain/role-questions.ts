import { nodeArn } from "./arn.ts";
import type { AuthorizationRequest, AuthorizationResult, Authorize } from "./authorization.ts";
import type { Cell } from "./cell.ts";
import type { Node } from "./node.ts";
import type { TagSpec } from "./tag-spec.ts";

/** What Cado's role has to be able to do in every account and region besides reaching nodes. */
export type PlaceQuestion = "list-nodes" | "read-results" | "end-own-sessions";

export const PLACE_QUESTIONS: readonly PlaceQuestion[] = ["list-nodes", "read-results", "end-own-sessions"];

/** Whether the role may do it in one account's region. */
export function askPlace(
  authorize: Authorize,
  question: PlaceQuestion,
  { partition, account, region }: Pick<Cell, "partition" | "account" | "region">,
): AuthorizationResult {
  const facts = { ...callFacts(account, region), "aws:ResourceAccount": account };
  const request = { account, unknownContext: UNKNOWN, absentContext: ABSENT };
  switch (question) {
    case "list-nodes":
      return authorize({ ...request, action: "ssm:DescribeInstanceInformation", resource: "*", context: facts }).result;
    case "read-results":
      return authorize({ ...request, action: "ssm:GetCommandInvocation", resource: "*", context: facts }).result;
    case "end-own-sessions":
      return authorize({
        ...request,
        action: "ssm:TerminateSession",
        resource: `arn:${partition}:ssm:${region}:${account}:session/${OWN_SESSION.slice(OWN_SESSION.indexOf(":") + 1)}`,
        context: { ...facts, "aws:userid": USER_ID, "ssm:resourceTag/aws:ssmmessages:session-id": OWN_SESSION },
      }).result;
  }
}

/**
 * Whether the role may give a node the tag that grants by itself, which makes every policy that asks for the tag worth
 * nothing: ec2:CreateTags, or for a hybrid node ssm:AddTagsToResource. Read with PolicyReads: it reads no other facts.
 */
export function askTagItself(authorize: Authorize, node: Node, tag: TagSpec): AuthorizationResult {
  const { account, region, tags } = node;
  const isHybrid = node.kind === "hybrid";
  const context: Record<string, string | readonly string[]> = {
    ...callFacts(account, region),
    "aws:ResourceAccount": account,
    [`aws:RequestTag/${tag.key}`]: tag.value,
    "aws:TagKeys": [tag.key],
    ...(!isHybrid && { "ec2:Region": region }),
  };
  const prefixes = ["aws:ResourceTag/", isHybrid ? "ssm:resourceTag/" : "ec2:ResourceTag/"];
  for (const key in tags) for (const prefix of prefixes) context[prefix + key] = tags[key] ?? "";
  const request: AuthorizationRequest = {
    action: isHybrid ? "ssm:AddTagsToResource" : "ec2:CreateTags",
    resource: nodeArn(node),
    account,
    context,
    unknownContext: ["aws:*", "ec2:*", "ssm:*"],
    // The call is for a node that is there, not part of the one that launches it.
    absentContext: ["ec2:CreateAction", "aws:RequestTag/*", ...(tags === null ? [] : prefixes.map((prefix) => `${prefix}*`))],
  };
  return authorize(request).result;
}

/** A session of an assumed role as Session Manager names and tags it (Session Manager guide, "Sample policies"). */
const USER_ID = "AROA0123456789ABCDEF0:cado";
const OWN_SESSION = `${USER_ID}-0123456789abcdef0`;

const UNKNOWN = ["aws:*", "ssm:SessionDocumentAccessCheck", "ssm:AccessRequestId"];
const ABSENT = ["aws:RequestTag/*", "aws:TagKeys", "aws:ResourceTag/*"];

/** As for the node's own questions (ask-policy.ts). */
function callFacts(account: string, region: string): Readonly<Record<string, string>> {
  return {
    "aws:RequestedRegion": region,
    "aws:PrincipalAccount": account,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
  };
}
