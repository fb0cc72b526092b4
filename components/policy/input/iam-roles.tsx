"use client";

import { CloudDownload, RefreshCw } from "lucide-react";
import type { RolesState } from "#components/roles/roles-store.ts";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { isReadRole, type ReadRole } from "#lib/roles/role-answer.ts";

export type IamRolesProps = {
  roles: RolesState;
  /** Words for an account; "" where it has none. */
  accountLabel: (account: string) => string;
  onAsk: () => void;
  onRefresh: () => void;
  onUse: (role: ReadRole) => void;
};

/** Cado's role of each account, to be taken over as text; an account whose role was not read says why. */
export function IamRoles({ roles, accountLabel, onAsk, onRefresh, onUse }: IamRolesProps) {
  if (roles.state === "idle") {
    return (
      <Button size="sm" className="self-start" onClick={onAsk}>
        <CloudDownload aria-hidden="true" className="size-3.5" />
        Read from IAM
      </Button>
    );
  }
  const busy = roles.state === "reading";
  return (
    <section aria-label="Roles in IAM" aria-busy={busy} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-xs font-medium text-ink-2">Cado’s role, as read from IAM</h3>
        <Button size="sm" variant="ghost" busy={busy} onClick={roles.state === "failed" ? onAsk : onRefresh}>
          {!busy && <RefreshCw aria-hidden="true" className="size-3.5" />}
          {busy ? "Reading…" : "Read again"}
        </Button>
      </div>
      {roles.state === "failed" && <ProblemNotice problem={roles.problem} announce />}
      {roles.answer !== null && (
        <ul className="panel divide-y">
          {roles.answer.roles.map((role) => (
            <li key={role.account} className="flex flex-col gap-1 px-3 py-2">
              <span className="min-w-0">
                {accountLabel(role.account) && <span className="font-medium">{accountLabel(role.account)} </span>}
                <span className="ident">{role.account}</span>
              </span>
              {isReadRole(role) ? (
                <>
                  <span className="text-xs text-ink-2 [overflow-wrap:anywhere]">
                    {role.roleName}, {formatCount(role.policies.length, "policy", "policies")}
                    {role.boundary !== null && " and a boundary"}
                    {role.otherMatches.length > 0 && `. Not taken: ${role.otherMatches.join(", ")}`}
                  </span>
                  <Button
                    size="sm"
                    className="self-start"
                    aria-label={`Use the role of ${role.account}`}
                    onClick={() => onUse(role)}
                  >
                    Use this role
                  </Button>
                </>
              ) : (
                <ProblemNotice problem={role.problem} />
              )}
            </li>
          ))}
        </ul>
      )}
      {roles.answer !== null && roles.answer.notRead.length > 0 && (
        <p className="text-xs text-ink-3">Cannot be seen from there: {roles.answer.notRead.join(", ")}.</p>
      )}
    </section>
  );
}
