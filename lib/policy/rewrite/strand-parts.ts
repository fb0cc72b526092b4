import { readsAnyTag, withoutKeys } from "./condition-parts.ts";
import type { CorrectionOptions } from "./correction.ts";
import type { CorrectionTargets } from "./correction-targets.ts";
import { containsArn, intersectArn } from "./intersect-arn.ts";
import {
  HYBRID_SHAPE,
  NODE_ACTIONS,
  NODE_SHAPES,
  type NodeAction,
  SESSION_ACTIONS,
  type SsmGrant,
  standsOnEverything,
  touches,
} from "./ssm-grant.ts";
import { SESSION_TAGS } from "./standing.ts";
import type { Strand } from "./strand.ts";
import { READS, type TaggedParts } from "./tagged-statements.ts";

/**
 * What the tagged set has to say under the conditions of each strand, so that nothing becomes wider than it was: nodes
 * and documents are those that the strand's own grants and the options both mean. What the role grants nowhere, and
 * Cado needs (a session document, a read), is put under the conditions of the nodes that it serves.
 */
export function toTaggedParts(
  strands: readonly Strand[],
  options: CorrectionOptions,
  targets: CorrectionTargets,
): readonly TaggedParts[] {
  const grants = strands.flatMap((strand) => strand.grants);
  const own = new Map(NODE_ACTIONS.map((action) => [action, strands.map((strand) => nodesOf(strand, action, grants, targets))]));
  const isGranted = (action: NodeAction) => grants.some((grant) => grant.action === action && touches(grant, NODE_SHAPES));
  const nodes = (action: NodeAction, other: NodeAction, at: number): readonly string[] => {
    if (isGranted(action)) return own.get(action)?.[at] ?? [];
    if (isGranted(other)) return own.get(other)?.[at] ?? [];
    return isHome(strands, at) ? [...targets.instances, ...targets.hybrid] : [];
  };
  return strands.map((strand, at): TaggedParts => {
    const commandNodes = nodes("ssm:SendCommand", "ssm:StartSession", at);
    const sessionNodes = options.portForwarding ? nodes("ssm:StartSession", "ssm:SendCommand", at) : [];
    return {
      commandNodes,
      commandDocuments: documentsOf(strand, "ssm:SendCommand", commandNodes, grants, targets.runDocuments),
      sessionNodes,
      sessionDocuments: options.portForwarding
        ? documentsOf(strand, "ssm:StartSession", sessionNodes, grants, targets.sessionDocuments)
        : [],
      sessions: options.portForwarding ? sessionsOf(strand, sessionNodes, grants, targets.sessions, options) : [],
      reads: READS.filter((action) => isRead(strand, action, commandNodes, grants)),
      nodeOnly: strand.conditions,
      plain: withoutKeys(strand.conditions, readsAnyTag),
      sessionOnly: withoutKeys(strand.conditions, (key) => readsAnyTag(key) && !key.startsWith(SESSION_TAGS)),
    };
  });
}

/** The strand that takes nodes where the role has none: the first with commands or sessions, else the first of all. */
function isHome(strands: readonly Strand[], at: number): boolean {
  const first = strands.findIndex(({ grants }) => grants.some(({ action }) => !READS.some((read) => read === action)));
  return at === Math.max(first, 0);
}

function nodesOf(
  { grants }: Strand,
  action: NodeAction,
  all: readonly SsmGrant[],
  { instances, hybrid }: CorrectionTargets,
): readonly string[] {
  const ofAction = grants.filter((grant) => grant.action === action);
  const met = meet(ofAction, instances);
  const namesHybrid = (grant: SsmGrant) => grant.action === action && grant.resources !== null && touches(grant, [HYBRID_SHAPE]);
  const hasHybrid = all.some(namesHybrid);
  return [...met, ...(hasHybrid ? meet(ofAction, hybrid) : hybridBeside(met, hybrid))];
}

/** Hybrid nodes of the same places, where the role means all instances there and says nothing of hybrid nodes itself. */
function hybridBeside(instances: readonly string[], targets: readonly string[]): readonly string[] {
  const places = instances.flatMap((arn) => {
    const [, partition, , region, account, resource] = arn.split(":");
    return resource === "instance/*" ? [`arn:${partition}:ssm:${region}:${account}:managed-instance/*`] : [];
  });
  return places.filter((place) => targets.some((target) => containsArn(target, place)));
}

function documentsOf(
  { grants }: Strand,
  action: NodeAction,
  nodes: readonly string[],
  all: readonly SsmGrant[],
  targets: readonly string[],
): readonly string[] {
  const has = (grant: SsmGrant, shape: string) => grant.action === action && touches(grant, [shape]);
  return targets.flatMap((target) => {
    const anywhere = `arn:*:ssm:*:*:${target.slice(target.lastIndexOf(":") + 1)}`;
    if (!all.some((grant) => has(grant, anywhere))) return nodes.length > 0 ? [target] : [];
    return meet(
      grants.filter((grant) => has(grant, anywhere)),
      [target],
    );
  });
}

function sessionsOf(
  { grants }: Strand,
  nodes: readonly string[],
  all: readonly SsmGrant[],
  targets: readonly string[],
  { ownSessionsOnly }: CorrectionOptions,
): readonly string[] {
  const ofSessions = (grant: SsmGrant) => SESSION_ACTIONS.some((action) => action === grant.action) && touches(grant);
  if (!all.some(ofSessions)) return nodes.length > 0 ? targets : [];
  const met = meet(grants.filter(ofSessions), targets);
  if (!ownSessionsOnly) return met;
  // For a role the ARN of a session does not tell whose it is; the condition on its tag does.
  return [...new Set(met.map((arn) => arn.replace(/:session\/\$\{aws:(userid|username)\}.*$/, ":session/*")))];
}

function isRead(strand: Strand, action: string, nodes: readonly string[], all: readonly SsmGrant[]): boolean {
  const ofAction = (grant: SsmGrant) => grant.action === action && (grant.isExplicit || standsOnEverything(grant));
  if (all.some((grant) => ofAction(grant) && standsOnEverything(grant))) return false;
  return all.some(ofAction) ? strand.grants.some(ofAction) : nodes.length > 0;
}

/** What the grants and the targets both mean, without what another of them holds. */
function meet(grants: readonly SsmGrant[], targets: readonly string[]): readonly string[] {
  const met = grants.flatMap(({ touched }) =>
    touched.flatMap((resource) => targets.flatMap((target) => intersectArn(resource, target) ?? [])),
  );
  const clear = [...new Set(met)].filter((arn) => arn !== "unclear");
  return clear.filter((arn) => !clear.some((other) => other !== arn && containsArn(other, arn)));
}
