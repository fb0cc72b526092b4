"use client";

import { useMemo } from "react";
import { accountLabel } from "#components/instances/account-label.ts";
import { rolesStore, useRoles } from "#components/roles/use-roles.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { estatePlaces } from "./estate-places.ts";
import { IamRoles } from "./input/iam-roles.tsx";
import { InputsPanel } from "./input/inputs-panel.tsx";
import { RoleTextsPanel } from "./input/role-texts-panel.tsx";
import { documentsOf } from "./text/policy-documents.ts";
import type { PolicyStudio } from "./use-policy-studio.ts";
import type { RoleActions } from "./use-role-actions.ts";

export type StudioInputsProps = { studio: PolicyStudio; actions: RoleActions; estateTag: TagSpec };

/** The left of the screen. */
export function StudioInputs({ studio, actions, estateTag }: StudioInputsProps) {
  const { url, setUrl, estate, isOwn, texts, analysis, policies } = studio;
  const roles = useRoles(false);
  const { cells, accounts } = estate.snapshot;
  const places = useMemo(() => estatePlaces({ cells, accounts }), [cells, accounts]);
  return (
    <InputsPanel
      url={url}
      setUrl={setUrl}
      estateTag={estateTag}
      studio={studio}
      accounts={places.accounts}
      regions={places.regions}
      documents={documentsOf({ Statement: policies?.flatMap(({ document }) => document.Statement) ?? [] })}
      onStart={(variant) => setUrl({ variant, view: null })}
    >
      {isOwn && (
        <RoleTextsPanel
          state={texts}
          own={analysis.own}
          onOpen={(id) => {
            actions.open(id);
            setUrl({ view: null });
          }}
          onChange={actions.edit}
          onRemove={actions.remove}
          onAdd={actions.add}
          onFiles={actions.takeFiles}
          onClear={actions.clear}
        >
          <IamRoles
            roles={roles}
            accountLabel={(account) => {
              const label = accountLabel(accounts, account);
              return label === account ? "" : label;
            }}
            onAsk={() => rolesStore().ask()}
            onRefresh={() => rolesStore().refresh()}
            onUse={actions.takeRole}
          />
        </RoleTextsPanel>
      )}
      {actions.refused.length > 0 && (
        <Notice tone="warning" announce title="Not every file was taken">
          <ul>
            {actions.refused.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </InputsPanel>
  );
}
