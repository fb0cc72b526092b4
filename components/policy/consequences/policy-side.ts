import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { createAuthorize, type PolicyAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";

/** One of two policies that are compared over the estate. */
export type PolicySide = {
  /** Equal for policies that answer alike; another one starts a recount. */
  key: string;
  authorize: PolicyAuthorize;
};

/** A variant as one side of the comparison. */
export function variantSide(variant: VariantName, partition: Partition, tag: TagSpec): PolicySide {
  const policy = renderVariant({ variant, partition, tag });
  return {
    key: JSON.stringify([variant, partition, tag.key, tag.value]),
    authorize: createAuthorize({ identity: [policy] }),
  };
}
