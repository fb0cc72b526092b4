import { ACTIONS, CONDITION_KEYS, MULTIVALUED_KEYS } from "./action-facts.generated.ts";
import { type FactsTable, keyMatcher } from "./facts-table.ts";

/** What AWS's Service Authorization Reference says of one action. */
export type ActionFacts = {
  /** False: the action has no resource types, so IAM wants `Resource: "*"`. */
  hasResourceLevel: boolean;
  /** Names of its resource types; for EC2 only those that the product asks about. */
  resourceTypes: readonly string[];
  /** Those of them that every request names. */
  required: readonly string[];
};

/**
 * The actions that Cado, the dashboard and the guard policies use, with the condition keys of their services and the
 * global ones: small enough for every screen. `all-action-facts.ts` has every service's.
 */
export const COMMON_FACTS: FactsTable = {
  hasResourceLevel: (action) => findActionFacts(action)?.hasResourceLevel,
  isKnownConditionKey: keyMatcher(CONDITION_KEYS),
  isMultivaluedKey: keyMatcher(MULTIVALUED_KEYS),
};

/** Undefined for an action that the small table does not have. Case does not matter. */
export function findActionFacts(action: string): ActionFacts | undefined {
  const key = action.toLowerCase();
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}
