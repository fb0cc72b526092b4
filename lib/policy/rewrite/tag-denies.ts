import { literalForEquals } from "../literal-value.ts";
import { listOf, type Statement } from "../policy-document.ts";
import type { CorrectionOptions } from "./correction.ts";
import type { CorrectionTargets } from "./correction-targets.ts";
import { containsArn } from "./intersect-arn.ts";
import { DOCUMENT_SHAPE, NODE_ACTIONS, NODE_SHAPES, SESSION_ACTIONS, type SsmGrant, touches } from "./ssm-grant.ts";
import { OWN_SESSION } from "./tagged-statements.ts";

/**
 * Denies that take from grants which cannot be narrowed themselves (wildcard actions, NotAction, NotResource) all that
 * the tagged set would not say. Each names its actions, so nothing else is touched; what is neither node nor document
 * (containers, the bucket of a command's output) stays as it is.
 */
export function tagDenies(
  grants: readonly SsmGrant[],
  options: CorrectionOptions,
  targets: CorrectionTargets,
): readonly Statement[] {
  const denied = (action: string) => grants.some((grant) => grant.action === action && touches(grant));
  const nodeActions = NODE_ACTIONS.filter(denied);
  const sessionActions = SESSION_ACTIONS.filter(denied);
  const tagged = nodeActions.filter((action) => action === "ssm:SendCommand" || options.portForwarding);
  const shut = [...nodeActions, ...sessionActions].filter((action) => !options.portForwarding && action !== "ssm:SendCommand");
  return [
    ...(tagged.length > 0 ? [denyUntagged(tagged, options)] : []),
    ...(tagged.includes("ssm:SendCommand") ? [denyOtherCommands(options, targets)] : []),
    ...(tagged.includes("ssm:StartSession") ? [denyOtherSessions(options, targets)] : []),
    ...(shut.length > 0 ? [denySessions(shut, options)] : []),
    ...(options.portForwarding && sessionActions.length > 0 ? denyForeignSessions(sessionActions, options, targets) : []),
  ];
}

/** StringNotEquals also holds where the tag is missing. */
function denyUntagged(actions: readonly string[], { tag, partition }: CorrectionOptions): Statement {
  const condition = { StringNotEquals: { [`ssm:resourceTag/${tag.key}`]: literalForEquals(tag.value) } };
  return deny("CadoDenyUntaggedNodes", actions, NODE_SHAPES.map(inPartition(partition)), condition);
}

function denyOtherCommands({ partition }: CorrectionOptions, { instances, hybrid, runDocuments }: CorrectionTargets): Statement {
  const NotResource = [...instances, ...hybrid, ...runDocuments, `arn:${partition}:s3:::*`];
  return { Sid: "CadoDenyOtherCommands", Effect: "Deny", Action: "ssm:SendCommand", NotResource };
}

function denyOtherSessions(
  { partition }: CorrectionOptions,
  { instances, hybrid, sessionDocuments }: CorrectionTargets,
): Statement {
  const NotResource = [...instances, ...hybrid, ...sessionDocuments, `arn:${partition}:ecs:*:*:task/*`];
  return { Sid: "CadoDenyOtherSessions", Effect: "Deny", Action: "ssm:StartSession", NotResource };
}

/** Where sessions are not wanted at all. */
function denySessions(actions: readonly string[], { partition }: CorrectionOptions): Statement {
  const shapes = [...NODE_SHAPES, DOCUMENT_SHAPE, "arn:*:ssm:*:*:session/*"].map(inPartition(partition));
  return deny("CadoDenySessions", actions, shapes);
}

function denyForeignSessions(
  actions: readonly string[],
  { partition, ownSessionsOnly }: CorrectionOptions,
  { sessions }: CorrectionTargets,
): readonly Statement[] {
  const every = `arn:${partition}:ssm:*:*:session/*`;
  const condition = { StringNotLike: { ...OWN_SESSION.StringLike } };
  const isEverywhere = sessions.some((session) => containsArn(session, every));
  return [
    ...(ownSessionsOnly ? [deny("CadoDenySessionsOfOthers", actions, every, condition)] : []),
    ...(isEverywhere
      ? []
      : [{ Sid: "CadoDenySessionsElsewhere", Effect: "Deny", Action: actions, NotResource: sessions } as const]),
  ];
}

function deny(
  sid: string,
  actions: readonly string[],
  resources: Statement["Resource"],
  condition?: Statement["Condition"],
): Statement {
  const [action] = actions;
  const one = actions.length === 1 && action !== undefined ? action : actions;
  const statement: Statement = { Sid: sid, Effect: "Deny", Action: one, Resource: listOf(resources) };
  return condition === undefined ? statement : { ...statement, Condition: condition };
}

function inPartition(partition: string): (shape: string) => string {
  return (shape) => shape.replace("arn:*:", `arn:${partition}:`);
}
