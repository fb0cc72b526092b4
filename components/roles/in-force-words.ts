import { VARIANT_WORDS } from "#components/policy/variant-words.ts";
import { formatCount } from "#components/ui/count.tsx";
import { POLICIES_IN_FORCE, type PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { isReadRole } from "#lib/roles/role-answer.ts";
import type { RolesState } from "./roles-store.ts";

/** The policy in force in two or three words. */
export function inForceName(policy: PolicyInForce): string {
  return policy === "role" ? "As read from IAM" : VARIANT_WORDS[policy].name;
}

/** What one can pick, each with a line on what it means. */
export function inForceOptions(roles: RolesState): readonly { value: PolicyInForce; label: string; detail: string }[] {
  return POLICIES_IN_FORCE.map((value) =>
    value === "role"
      ? { value, label: "Cado’s role, as read from IAM", detail: roleLine(roles) }
      : { value, label: VARIANT_WORDS[value].name, detail: VARIANT_WORDS[value].line },
  );
}

/** What is known of the roles, in one line. */
export function roleLine({ state, answer, ...rest }: RolesState): string {
  if (state === "idle") return "What the role has in each account. It is read when you pick this.";
  if (state === "reading") return "Being read.";
  if (state === "failed" && "problem" in rest) return rest.problem.title;
  const all = answer?.roles ?? [];
  return `Read in ${readCount(all.filter(isReadRole).length, all.length)}.`;
}

/** "3 accounts", "2 of 3 accounts". */
export function readCount(read: number, all: number): string {
  return read === all ? formatCount(all, "account") : `${read} of ${formatCount(all, "account")}`;
}
