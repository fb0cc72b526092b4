"use client";

import { ChevronDown, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { LocalTime } from "#components/ui/local-time.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { isReadRole, type RolesAnswer } from "#lib/roles/role-answer.ts";
import { readCount } from "./in-force-words.ts";
import { RoleList } from "./role-list.tsx";
import type { RolesState } from "./roles-store.ts";

export type RoleInForceProps = {
  roles: RolesState;
  accounts: readonly { id: string; label: string }[];
  onRefresh: () => void;
};

/** Where the policy in force comes from when it is the role itself: what was read, when, what was not, and why. */
export function RoleInForce({ roles, accounts, onRefresh }: RoleInForceProps) {
  const { state, answer } = roles;
  const listId = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const gaps = answer?.roles.some((role) => !isReadRole(role)) ?? false;
  const open = answer !== null && (chosen ?? gaps);
  return (
    <section aria-label="Cado’s role" className="border-t bg-canvas">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1 text-ink-2 sm:px-4">
        <p className="min-w-0 flex-1 basis-64" role="status">
          {state === "reading" || state === "idle" ? (
            <>
              <Spinner className="mr-1.5 inline align-[-2px]" />
              Reading Cado’s role from IAM…
            </>
          ) : (
            answer !== null && (
              <>
                {gaps && <TriangleAlert aria-hidden="true" className="mr-1.5 inline size-3.5 align-[-2px] text-tag" />}
                {answerWords(answer)}
              </>
            )
          )}
        </p>
        {answer !== null && (
          <span className="text-ink-3">
            as of <LocalTime at={answer.readAt} show="clock" />
          </span>
        )}
        <div className="flex items-center gap-1.5">
          <Button size="sm" variant="ghost" disabled={state === "reading" || state === "idle"} onClick={onRefresh}>
            Read the roles again
          </Button>
          {answer !== null && (
            <Button size="sm" variant="ghost" aria-expanded={open} aria-controls={listId} onClick={() => setChosen(!open)}>
              By account
              <ChevronDown aria-hidden="true" className={classNames("size-3.5 transition-transform", open && "rotate-180")} />
            </Button>
          )}
        </div>
      </div>
      {roles.state === "failed" && <ProblemNotice problem={roles.problem} announce className="mx-3 mb-2 sm:mx-4" />}
      <div id={listId} hidden={!open}>
        {answer !== null && <RoleList answer={answer} accounts={accounts} />}
      </div>
    </section>
  );
}

function answerWords({ roles }: RolesAnswer): string {
  const read = roles.filter(isReadRole).length;
  if (read === 0) return "Cado’s role could not be read from IAM in any account: reach is not known.";
  const rest = read === roles.length ? "." : "; elsewhere reach is not known.";
  return `The verdicts are by Cado’s role as IAM has it in ${readCount(read, roles.length)}${rest}`;
}
