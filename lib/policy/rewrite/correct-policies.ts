import type { NamedPolicy } from "../named-policy.ts";
import { addedStatements } from "./added-statements.ts";
import { changesOf } from "./changes.ts";
import type { Correction, CorrectionOptions } from "./correction.ts";
import { checkCorrection } from "./correction-checks.ts";
import { correctionTargets } from "./correction-targets.ts";
import { findOverQuota } from "./over-quota.ts";
import { placeStatements } from "./place-statements.ts";
import { readSsmGrants, type SsmGrant } from "./ssm-grant.ts";
import { type Standing, standingOf } from "./standing.ts";
import { takeOut } from "./take-out.ts";

/**
 * The role's policies with Run Command and sessions on tagged nodes alone, as the options say; all else is kept to the
 * letter, as the same objects in the same order. Statements are understood by what they grant, never by their Sid.
 *
 * Grants by name are taken out and said again under the tag, on no more nodes and under no fewer conditions than before.
 * Grants by wildcard, NotAction or NotResource stay, and Denies take away what the tagged set would not say. What Cado
 * needs and the role lacks is added for the nodes that the role has. Correcting what is corrected changes nothing, unless
 * the options left the role no node at all.
 */
export function correctPolicies(policies: readonly NamedPolicy[], options: CorrectionOptions): Correction {
  const targets = correctionTargets(options);
  const grants = readSsmGrants(policies);
  const standings = new Map(grants.map((grant) => [grant, standingOf(grant, options, targets)]));
  const inState = (standing: Standing) => grants.filter((grant) => standings.get(grant) === standing);
  const [taken, denied] = [inState("taken"), inState("under-deny")];

  const slots = policies.map((policy, at) => takeOut(policy, at, taken));
  const kept = policies.map((policy, at): NamedPolicy => {
    const statements = (slots[at] ?? []).flatMap((slot) => slot.kept);
    return { ...policy, document: { ...policy.document, Statement: statements } };
  });
  const added = addedStatements(kept, grants, denied, options);
  const placed = placeStatements(policies, slots, added, new Set([...taken, ...denied].map(placeOf)));
  const corrected = placed.map(({ policy }) => policy);
  return {
    policies: corrected,
    changes: changesOf(slots, placed, added.denies.length > 0 ? denied : [], options),
    checks: checkCorrection(policies, corrected, options, added.guard),
    overQuota: findOverQuota(corrected),
  };
}

function placeOf({ policy, index }: SsmGrant): string {
  return `${policy} ${index}`;
}
