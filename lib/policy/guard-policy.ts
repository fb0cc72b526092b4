import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { findExemptionProblems } from "./guard-exemptions.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";
import { mergeConditions } from "./rewrite/condition-parts.ts";
import { denyDeletingAllTags, denyTagging } from "./rewrite/guard-statements.ts";

/** `scp`: for an organization's root, unit or account. `boundary`: a permissions boundary, which has to allow as well. */
export type GuardForm = "scp" | "boundary";

export const GUARD_FORMS: readonly GuardForm[] = ["scp", "boundary"];

export type GuardOptions = {
  form: GuardForm;
  partition: Partition;
  tag: TagSpec;
  /** ARNs of the principals that may go on tagging; `*` and `?` are wildcards. */
  exempt: readonly string[];
};

/**
 * Keeps everybody but the exempted principals from setting or taking away the tag that grants, on nodes alone: by
 * itself or among other tags, in any letter case, at a launch, on hybrid nodes, or by deleting all tags at once.
 * An exemption that `findExemptionProblems` has something against is left out, so it exempts nobody.
 *
 * Does not bind the organization's management account, nor service-linked roles: Auto Scaling goes on tagging what it
 * launches (Organizations guide, "Service control policies").
 */
export function guardPolicy({ form, partition, tag, exempt }: GuardOptions): PolicyDocument {
  const sound = exempt.filter((arn) => findExemptionProblems([arn], partition).length === 0);
  const denies = [
    denyTagging(["ec2:CreateTags", "ec2:DeleteTags", "ec2:RunInstances"], { partition, tag }),
    denyDeletingAllTags({ partition }),
    denyTagging(["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"], { partition, tag }),
  ];
  return {
    Version: "2012-10-17",
    Statement: [...(form === "boundary" ? [ALLOW_ALL] : []), ...denies.map((deny, at) => exempting(deny, SIDS[at], sound))],
  };
}

const SIDS = ["CadoGuardInstanceTag", "CadoGuardAllTags", "CadoGuardHybridTag"];

/** A boundary allows what it is to leave alone; the role's own policies still decide. */
const ALLOW_ALL: Statement = { Sid: "AllowWhatTheRoleAllows", Effect: "Allow", Action: "*", Resource: "*" };

/** In the same statement, because conditions of one statement must all hold. The ARN is the role's, also of its sessions. */
function exempting(deny: Statement, sid: string | undefined, exempt: readonly string[]): Statement {
  const named = sid === undefined ? deny : { ...deny, Sid: sid };
  if (exempt.length === 0) return named;
  const condition = mergeConditions(deny.Condition ?? {}, { ArnNotLike: { "aws:PrincipalArn": exempt } });
  return { ...named, Condition: condition };
}
