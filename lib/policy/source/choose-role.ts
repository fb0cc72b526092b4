import type { FoundPolicy, Reading } from "./reading.ts";

/** The value that says which role is meant, where a text has several. */
export const ROLE_VALUE = "role";

export type ChosenRole =
  | { choices: null; policies: readonly FoundPolicy[]; skipped: Reading["skipped"] }
  /** Several, and it is not said which one. */
  | { choices: readonly string[] };

/**
 * The policies of one role. Those of two roles are no union: what one of them may do, the other may not, and read
 * together they would seem to allow more than either. Policies of which the text does not tell the role stay.
 */
export function chooseRole({ policies, skipped }: Reading, chosen: string | undefined): ChosenRole {
  const choices = [...new Set(policies.flatMap(({ role }) => role ?? []))];
  if (choices.length < 2) return { choices: null, policies, skipped };
  if (chosen === undefined || !choices.includes(chosen)) return { choices };
  const isOther = ({ role }: FoundPolicy) => role !== null && role !== chosen;
  const others = policies.filter(isOther).map(({ role, at }) => ({ what: `a policy of the role ${role}`, at }));
  return { choices: null, policies: policies.filter((policy) => !isOther(policy)), skipped: [...skipped, ...others] };
}
