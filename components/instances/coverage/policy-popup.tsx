"use client";

import { inForceOptions } from "#components/roles/in-force-words.ts";
import type { RolesState } from "#components/roles/roles-store.ts";
import { Menu, MenuLink, MenuRadioGroup, MenuSeparator } from "#components/ui/menu.tsx";
import type { PopupTrigger } from "#components/ui/popup-on-demand.tsx";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";

export type PolicyPopupProps = {
  trigger: PopupTrigger;
  policy: PolicyInForce;
  /** Cado's roles as read from IAM, as far as somebody asked. */
  roles: RolesState;
  onPolicy: (policy: PolicyInForce) => void;
};

/** Open at first. The policies to choose from, and where the chosen one can be seen. */
export function PolicyPopup({ trigger, policy, roles, onPolicy }: PolicyPopupProps) {
  return (
    <Menu align="end" defaultOpen className="max-w-sm" trigger={trigger}>
      <MenuRadioGroup
        label="What Cado’s role is taken to have"
        value={policy}
        onChange={onPolicy}
        options={inForceOptions(roles)}
      />
      <MenuSeparator />
      {policy === "role" ? (
        <MenuLink href="/policy?policy=role">Compare it with another policy</MenuLink>
      ) : (
        <MenuLink href={`/policy?variant=${policy}`}>See and copy this policy</MenuLink>
      )}
    </Menu>
  );
}
