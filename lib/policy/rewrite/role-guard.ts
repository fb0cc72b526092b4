import type { Authorize } from "#lib/domain/authorization.ts";
import type { Partition } from "#lib/domain/partition.ts";
import { COMMON_FACTS } from "../action-facts.ts";
import { type CompiledStatement, compilePolicy, namesAction } from "../compiled-statement.ts";
import { createAuthorize } from "../evaluate.ts";
import { listOf, type PolicyDocument, type Statement } from "../policy-document.ts";
import { foldKey } from "../request-context.ts";
import type { CorrectionOptions } from "./correction.ts";
import { denyDeletingAllTags, denyRenaming, denyTagging, TAG_ACTIONS, type TagAction } from "./guard-statements.ts";
import { intersectArn } from "./intersect-arn.ts";
import { HYBRID_SHAPE, INSTANCE_SHAPE, overlapsOne } from "./ssm-grant.ts";
import {
  deleteAllTagsRequest,
  deleteTagRequests,
  hybridTagRequests,
  launchRequests,
  renameRequest,
  setTagRequests,
  type TaggingRequest,
} from "./tagging-requests.ts";
import { witnessArn } from "./witness-arn.ts";

/** The Denies that the role needs against tagging itself in, and the requests that they are there for. */
export type RoleGuard = { statements: readonly Statement[]; against: readonly TaggingRequest[] };

/**
 * Only what the role can do, or may be able to do, is denied: each way is asked for on a resource that one of its own
 * statements names. Renaming counts only where the role may change an instance by its name.
 */
export function roleGuard(documents: readonly PolicyDocument[], { tag, partition }: CorrectionOptions): RoleGuard {
  const authorize = createAuthorize({ identity: documents });
  const allows = allowsOf(documents);
  const possible = (action: TagAction, shape: string, ways: (arn: string) => readonly TaggingRequest[]) =>
    witnesses(allows, action, shape, partition).flatMap((arn) => ways(arn).filter(({ request }) => mayPass(authorize, request)));

  const instances = INSTANCE_SHAPE;
  const tagging = [
    ...possible("ec2:CreateTags", instances, (arn) => setTagRequests(tag, arn)),
    ...possible("ec2:CreateTags", instances, (arn) => launchRequests(tag, arn).slice(0, 1)),
    ...possible("ec2:DeleteTags", instances, (arn) => deleteTagRequests(tag, arn)),
    ...possible("ssm:AddTagsToResource", HYBRID_SHAPE, (arn) => hybridTagRequests(tag, arn).slice(0, 1)),
    ...possible("ssm:RemoveTagsFromResource", HYBRID_SHAPE, (arn) => hybridTagRequests(tag, arn).slice(1)),
  ];
  // Launching with the tag needs CreateTags as well.
  const launching = tagging.some(({ request }) => request.action === "ec2:CreateTags")
    ? possible("ec2:RunInstances", instances, (arn) => launchRequests(tag, arn).slice(1))
    : [];
  const wiping = possible("ec2:DeleteTags", instances, (arn) => [deleteAllTagsRequest(arn)]);
  const names = namesThatGrant(allows);
  const renaming = possible("ec2:CreateTags", instances, (arn) => names.map((name) => renameRequest(arn, name)));

  const actions = TAG_ACTIONS.filter((action) => [...tagging, ...launching].some(({ request }) => request.action === action));
  return {
    statements: [
      ...(actions.length > 0 ? [denyTagging(actions, { partition, tag })] : []),
      ...(wiping.length > 0 ? [denyDeletingAllTags({ partition })] : []),
      ...(renaming.length > 0 ? [denyRenaming({ partition })] : []),
    ],
    against: [...tagging, ...launching, ...wiping, ...renaming],
  };
}

/** What the evaluator cannot tell may pass. */
function mayPass(authorize: Authorize, request: TaggingRequest["request"]): boolean {
  return authorize(request).result !== "denied";
}

/** ARNs of the shape, one for each resource of an Allow that may mean the action. */
function witnesses(allows: readonly Allow[], action: string, shape: string, partition: Partition): readonly string[] {
  const target = shape.replace("arn:*:", `arn:${partition}:`);
  const arns = allows.flatMap(({ statement, compiled }) => {
    if (namesAction(compiled, action) === "no") return [];
    if (statement.Resource === undefined) return [witnessArn(target, partition)];
    return listOf(statement.Resource).flatMap((resource) => {
      const met = intersectArn(resource, target);
      if (met === null) return [];
      return [witnessArn(met === "unclear" ? resource : met, partition)];
    });
  });
  return [...new Set(arns)];
}

const NAME_KEYS = ["aws:resourcetag/name", "ec2:resourcetag/name"];
const CHANGES = ["ec2:TerminateInstances", "ec2:StopInstances", "ec2:StartInstances", "ec2:RebootInstances", "ec2:DeleteTags"];

/** Names of instances by which the role may change them: a witness of each value that a condition asks the name for. */
function namesThatGrant(allows: readonly Allow[]): readonly string[] {
  const names = allows.flatMap(({ statement, compiled }) => {
    if (!CHANGES.some((action) => namesAction(compiled, action) !== "no")) return [];
    const resources = listOf(statement.Resource);
    if (resources.length > 0 && !resources.some((resource) => overlapsOne(resource, [INSTANCE_SHAPE]))) return [];
    return compiled.conditions.flatMap(({ key, expected, operator }) =>
      NAME_KEYS.includes(foldKey(key)) && operator?.negated !== true
        ? expected.map((value) => value.replaceAll(/[*?]/g, "0"))
        : [],
    );
  });
  return [...new Set(names)];
}

type Allow = { statement: Statement; compiled: CompiledStatement };

/** Takes in statements that are not clear: they may allow. */
function allowsOf(documents: readonly PolicyDocument[]): readonly Allow[] {
  return documents.flatMap((document) => {
    const compiled = compilePolicy(document, "identity", 0, COMMON_FACTS);
    return document.Statement.flatMap((statement, at) => {
      const made = compiled[at];
      return made !== undefined && made.effect !== "Deny" ? [{ statement, compiled: made }] : [];
    });
  });
}
