import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PolicyRequest } from "#lib/policy/policy-request.ts";
import type { PolicyShape } from "#lib/policy/render/policy-format.ts";
import type { VariantName } from "#lib/policy/variants.ts";

/** A variant as the screen asks for it. */
export type VariantRequest = { variant: VariantName; partition: Partition; shape: PolicyShape; tag: TagSpec };

/** The same in the words of the API. */
export function toPolicyRequest({ variant, partition, shape, tag }: VariantRequest): PolicyRequest {
  const wanted = { portForwarding: true, linuxOnly: false, hybrid: true, ownSessionsOnly: true, guard: false };
  return {
    subject: { kind: "variant", variant },
    options: { tag, partition, ...wanted, accounts: [], regions: [] },
    format: "json",
    shape,
  };
}
