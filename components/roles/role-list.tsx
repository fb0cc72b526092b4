import { accountLabel } from "#components/instances/account-label.ts";
import { ProblemText } from "#components/instances/scope/problem-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { isReadRole, type ReadRole, type RolesAnswer } from "#lib/roles/role-answer.ts";

export type RoleListProps = { answer: RolesAnswer; accounts: readonly { id: string; label: string }[] };

/** The role of each account, or why there is none; and what has a say as well and could not be read. */
export function RoleList({ answer, accounts }: RoleListProps) {
  return (
    <div className="border-t bg-surface">
      <ul className="divide-y">
        {answer.roles.map((role) => (
          <li
            key={role.account}
            className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-3 py-1.5 sm:grid-cols-[5.5rem_minmax(8rem,12rem)_minmax(0,1fr)] sm:px-4"
          >
            <span>{isReadRole(role) ? <Badge tone="full">Read</Badge> : <Badge tone="danger">Not read</Badge>}</span>
            <bdi className="min-w-0 truncate">{accountLabel(accounts, role.account)}</bdi>
            <span className="col-start-2 min-w-0 text-ink-2 sm:col-start-3">
              {isReadRole(role) ? <RoleFacts role={role} /> : <ProblemText problem={role.problem} />}
            </span>
          </li>
        ))}
      </ul>
      <p className="border-t px-3 py-1.5 text-ink-3 sm:px-4">
        Not taken in, because it cannot be seen from the role: {answer.notRead.join(", ")}. They can only take away: what is
        blocked here stays blocked.
      </p>
    </div>
  );
}

function RoleFacts({ role }: { role: ReadRole }) {
  const { roleName, policies, boundary, otherMatches } = role;
  return (
    <>
      <span className="ident block break-words text-ink">{roleName}</span>
      <span className="block">
        {policies.length === 0
          ? "It has no policy, so it can do nothing."
          : `${formatCount(policies.length, "policy", "policies")}: `}
        {policies.map(({ name }) => name).join(", ")}
        {boundary !== null && `; permissions boundary ${boundary.name}`}
      </span>
      {otherMatches.length > 0 && (
        <span className="block">
          <strong className="font-medium">Note:</strong> {otherMatches.join(", ")}{" "}
          {otherMatches.length === 1 ? "has a name like Cado’s too" : "have names like Cado’s too"}; this one comes first by name.
          Set “role” in the configuration to choose.
        </span>
      )}
    </>
  );
}
