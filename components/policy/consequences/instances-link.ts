import { createSerializer } from "nuqs/server";
import { instancesUrl } from "#components/instances/instances-url.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { VariantName } from "#lib/policy/variants.ts";

const serialize = createSerializer(instancesUrl);

/** Address of the instances whose reach under a variant is one of `reaches`. */
export function instancesLink(policy: VariantName, capability: Capability, reaches: readonly Reach[]): string {
  return serialize("/", { policy, cap: capability, f: [{ field: "reach", op: "is", values: reaches }] });
}
