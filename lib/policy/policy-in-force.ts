import { VARIANTS, type VariantName } from "./variants.ts";

/** What the verdicts take the Cado role to have: one of the variants, or in each account what IAM says of the role there. */
export type PolicyInForce = VariantName | "role";

export const POLICIES_IN_FORCE: readonly PolicyInForce[] = [...VARIANTS, "role"];

/** True for the exact name of a policy that can be in force. */
export function isPolicyInForce(text: string): text is PolicyInForce {
  return (POLICIES_IN_FORCE as readonly string[]).includes(text);
}
