import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { literalForEquals } from "../literal-value.ts";
import type { ConditionBlock, OneOrMore, Statement } from "../policy-document.ts";
import { mergeConditions } from "./condition-parts.ts";
import type { CorrectionOptions } from "./correction.ts";
import { correctionTargets } from "./correction-targets.ts";

/**
 * The statements that Cado needs over SSM, and nothing more: they work when they are the role's only ones on SSM.
 *
 * Node legs carry the tag condition, document legs do not: AWS-owned documents cannot carry our tag. StringEquals and
 * not StringLike, because no pattern is meant; `ssm:resourceTag` and not `aws:ResourceTag`, because a global
 * key on SendCommand needs a second statement for `aws:ViaAWSService` (Systems Manager guide, "Setting up Run Command").
 */
export function taggedStatements(options: CorrectionOptions): readonly Statement[] {
  const { instances, hybrid, runDocuments, sessionDocuments, sessions } = correctionTargets(options);
  const nodes = [...instances, ...hybrid];
  const run: TaggedParts = { commandNodes: nodes, commandDocuments: runDocuments, reads: READS, nodeOnly: {}, plain: {} };
  const parts = options.portForwarding ? { ...run, sessionNodes: nodes, sessionDocuments, sessions } : run;
  return buildTaggedStatements(parts, options);
}

/** The actions without a resource level by which Cado follows a command. */
export const READS = ["ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation"] as const;

/** What the tagged statements are to be about; what is empty or not there makes no statement. */
export type TaggedParts = {
  commandNodes?: readonly string[];
  commandDocuments?: readonly string[];
  sessionNodes?: readonly string[];
  sessionDocuments?: readonly string[];
  sessions?: readonly string[];
  reads?: readonly string[];
  /** Conditions besides the tag on every statement. */
  plain: ConditionBlock;
  /** Conditions besides the tag on the statements about nodes; takes in `plain`. */
  nodeOnly: ConditionBlock;
  /** Conditions on the statement about sessions besides ownership; default `plain`. */
  sessionOnly?: ConditionBlock;
};

/** The same for resources and conditions of one's own. The Sids are unique among what one call returns. */
export function buildTaggedStatements(
  parts: TaggedParts,
  { tag, ownSessionsOnly }: Pick<CorrectionOptions, "tag" | "ownSessionsOnly">,
): readonly Statement[] {
  const { commandNodes, commandDocuments, sessionNodes, sessionDocuments, sessions = [], reads, plain } = parts;
  const onNodes = mergeConditions(tagCondition(tag), parts.nodeOnly);
  const onSessions = mergeConditions(ownSessionsOnly ? OWN_SESSION : {}, parts.sessionOnly ?? plain);
  const made = [
    allow("CadoRunCommandOnTaggedNodes", "ssm:SendCommand", commandNodes, onNodes),
    allow("CadoRunCommandDocuments", "ssm:SendCommand", commandDocuments, plain),
    allow("CadoSessionOnTaggedNodes", "ssm:StartSession", sessionNodes, onNodes),
    allow("CadoSessionDocuments", "ssm:StartSession", sessionDocuments, plain),
    allow(
      ownSessionsOnly ? "CadoOwnSessions" : "CadoSessions",
      ["ssm:TerminateSession", "ssm:ResumeSession"],
      sessions.length === 1 ? sessions[0] : sessions,
      onSessions,
    ),
    reads === undefined || reads.length === 0 ? undefined : allow("CadoReadSsmState", reads, "*", plain),
  ];
  return made.filter((statement) => statement !== undefined);
}

/** Exactly the tag, on `ssm:resourceTag`. */
export function tagCondition({ key, value }: TagSpec): ConditionBlock {
  return { StringEquals: { [`ssm:resourceTag/${key}`]: literalForEquals(value) } };
}

export const SESSION_ID_KEY = "ssm:resourceTag/aws:ssmmessages:session-id";

/** By tag and not by session ARN: the user id of an assumed role does not prefix the session ids seen in the field. */
export const OWN_SESSION: ConditionBlock = { StringLike: { [SESSION_ID_KEY]: `\${aws:userid}*` } };

function allow(
  sid: string,
  action: OneOrMore<string>,
  resource: OneOrMore<string> | undefined,
  condition: ConditionBlock,
): Statement | undefined {
  if (resource === undefined || resource.length === 0) return undefined;
  const statement: Statement = { Sid: sid, Effect: "Allow", Action: action, Resource: resource };
  return Object.keys(condition).length === 0 ? statement : { ...statement, Condition: condition };
}
