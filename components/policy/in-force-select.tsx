"use client";

import type { RolesState } from "#components/roles/roles-store.ts";
import { rolesStore } from "#components/roles/use-roles.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { isReadRole } from "#lib/roles/role-answer.ts";
import { IN_FORCE, type InForce } from "./policy-url.ts";
import { VARIANT_WORDS } from "./variant-words.ts";

export type InForceSelectProps = {
  value: InForce;
  /** The user's role can be chosen: it is there, or on its way. */
  withOwn: boolean;
  roles: RolesState;
  onChange: (inForce: InForce) => void;
};

/** Which policy is in force now, and whether it could be read. */
export function InForceSelect({ value, withOwn, roles, onChange }: InForceSelectProps) {
  return (
    <div className="flex flex-col gap-2">
      <Field label="In force now">
        {(attributes) => (
          <Select
            {...attributes}
            value={value}
            onChange={(event) => {
              const picked = IN_FORCE.find((one) => one === event.target.value);
              if (picked !== undefined) onChange(picked);
            }}
          >
            {IN_FORCE.filter((one) => one !== "own" || withOwn || value === "own").map((one) => (
              <option key={one} value={one}>
                {one === "own"
                  ? "Your role, as given"
                  : one === "role"
                    ? "Cado’s role, as read from IAM"
                    : VARIANT_WORDS[one].name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {value === "role" && <RoleReading roles={roles} />}
    </div>
  );
}

function RoleReading({ roles }: { roles: RolesState }) {
  if (roles.state === "failed") {
    return (
      <ProblemNotice
        problem={roles.problem}
        announce
        action={
          <Button size="sm" onClick={() => rolesStore().ask()}>
            Try again
          </Button>
        }
      />
    );
  }
  if (roles.answer === null) return <p className="text-ink-2">Reading Cado’s role from IAM…</p>;
  const unread = roles.answer.roles.filter((role) => !isReadRole(role));
  if (unread.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={`Read in ${roles.answer.roles.length - unread.length} of ${roles.answer.roles.length} accounts`}
    >
      In {unread.map(({ account }) => account).join(", ")} it is unknown what Cado may do.
    </Notice>
  );
}
