"use client";

import { useMemo } from "react";
import { useRoles } from "#components/roles/use-roles.ts";
import type { TaggingWish } from "#components/tagging/tagging-flow.ts";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";

const TaggingSheet = onDemand(() => import("#components/tagging/tagging-sheet.tsx").then((file) => file.TaggingSheet));

export type JobTaggingProps = { wish: TaggingWish; policy: PolicyInForce; onClose: () => void; onChanged: () => void };

/** The review of an undo or of another try, over the page that it was asked on. */
export function JobTagging({ wish, policy, onClose, onChanged }: JobTaggingProps) {
  const roles = useRoles(policy === "role");
  const inForce = useMemo((): InForce => ({ policy, roles: roles.answer }), [policy, roles.answer]);
  return (
    <TaggingSheet
      wish={wish}
      inForce={inForce}
      onClose={() => {
        onClose();
        onChanged();
      }}
      onOutcomes={onChanged}
    />
  );
}
