import { matchesGlob, parseGlob } from "../../glob.ts";
import { listOf, type Statement } from "../../policy-document.ts";

/**
 * The statement without some actions, and everything else of it to the letter: null where nothing is left. `inseparable`
 * where a wildcard or NotAction names one of them, which IAM cannot subtract from.
 */
export function withoutActions(statement: Statement, actions: readonly string[]): Statement | null | "inseparable" {
  if (statement.NotAction !== undefined) return "inseparable";
  const wanted = new Set(actions.map((action) => action.toLowerCase()));
  const rest = listOf(statement.Action).filter((action) => !wanted.has(action.toLowerCase()));
  if (rest.some((pattern) => [...wanted].some((action) => takesIn(pattern, action)))) return "inseparable";
  return rest.length === 0 ? null : { ...statement, Action: rest };
}

/** Whether an action of a policy, wildcards and all, takes in an action by its name in lower case. */
export function takesIn(pattern: string, action: string): boolean {
  return matchesGlob(parseGlob(pattern.toLowerCase()), action);
}

/** One text as it is, several as a list: how IAM policies are written. */
export function oneOrList(texts: readonly string[]): string | readonly string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}
