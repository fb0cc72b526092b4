import { ACTIONS, CONDITION_KEYS, MULTIVALUED_KEYS } from "./action-facts.generated.ts";
import { foldKey } from "./request-context.ts";

/** What AWS's Service Authorization Reference says of one action. */
export type ActionFacts = {
  /** False: the action has no resource types, so IAM wants `Resource: "*"`. */
  hasResourceLevel: boolean;
  /** Names of its resource types; for EC2 only those that the product asks about. */
  resourceTypes: readonly string[];
  /** Those of them that every request names. */
  required: readonly string[];
};

/** Undefined for an action that the product has no facts about. Case does not matter. */
export function findActionFacts(action: string): ActionFacts | undefined {
  const key = action.toLowerCase();
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}

/** True where the reference lists the condition key, as global or in a service of ours (ec2, iam, ssm, ssmmessages, sts). */
export function isKnownConditionKey(key: string): boolean {
  return isListed(KNOWN, key);
}

/** True where the reference says that the key can have several values in one request. */
export function isMultivaluedKey(key: string): boolean {
  return isListed(MULTIVALUED, key);
}

type KeyList = { whole: ReadonlySet<string>; beginnings: readonly string[] };

const KNOWN = keyList(CONDITION_KEYS);
const MULTIVALUED = keyList(MULTIVALUED_KEYS);

function keyList(keys: readonly string[]): KeyList {
  return {
    whole: new Set(keys.filter((key) => !key.endsWith("*"))),
    beginnings: keys.filter((key) => key.endsWith("*")).map((key) => key.slice(0, -1)),
  };
}

function isListed(list: KeyList, key: string): boolean {
  const folded = foldKey(key);
  return list.whole.has(folded) || list.beginnings.some((start) => folded.startsWith(start) && folded.length > start.length);
}
