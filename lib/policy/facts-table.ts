import { type Glob, hasWildcard, matchesGlob, parseGlob } from "./glob.ts";
import { foldKey } from "./request-context.ts";

/** What an evaluator has to know of actions and condition keys, from AWS's Service Authorization Reference. */
export type FactsTable = {
  /** False: the action has no resource types, so IAM wants `Resource: "*"`. Undefined: the table does not have the action. */
  hasResourceLevel(action: string): boolean | undefined;
  /** True where the table lists the condition key. */
  isKnownConditionKey(key: string): boolean;
  /** True where the reference says that the key can have several values in one request. */
  isMultivaluedKey(key: string): boolean;
};

/** Whether a condition key is one of `patterns` (lower case; `?*` stands for a name of one's own). Case does not matter. */
export function keyMatcher(patterns: readonly string[]): (key: string) => boolean {
  const whole = new Set<string>();
  const globs: Glob[] = [];
  for (const pattern of patterns) {
    const glob = parseGlob(pattern);
    if (hasWildcard(glob)) globs.push(glob);
    else whole.add(pattern);
  }
  return (key) => {
    const folded = foldKey(key);
    return whole.has(folded) || globs.some((glob) => matchesGlob(glob, folded));
  };
}
