"use client";

import { FileUp, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import type { OwnRole } from "./own-role.ts";
import { RoleTextRow } from "./role-text-row.tsx";
import type { NewRoleText } from "./role-texts.ts";
import type { RoleTextsState } from "./role-texts-store.ts";

export type RoleTextsPanelProps = {
  state: RoleTextsState;
  own: OwnRole | null;
  onOpen: (id: string) => void;
  onChange: (id: string, change: Partial<NewRoleText>) => void;
  onRemove: (id: string) => void;
  onAdd: () => void;
  onFiles: (files: readonly File[]) => void;
  onClear: () => void;
  /** The way to a role in IAM. */
  children?: ReactNode;
};

/** The texts that make up the role, and the ways to get more of them. */
export function RoleTextsPanel(props: RoleTextsPanelProps) {
  const { state, own, onOpen, onChange, onRemove, onAdd, onFiles, onClear, children } = props;
  const picker = useRef<HTMLInputElement>(null);
  const hasText = state.texts.some(({ text }) => text.trim() !== "");
  return (
    <section aria-label="Your role’s policies" className="flex min-w-0 flex-col gap-2">
      {hasText && (
        <ul className="panel divide-y">
          {state.texts.map((text, index) => (
            <RoleTextRow
              key={text.id}
              text={text}
              place={index + 1}
              read={own?.texts.find(({ id }) => id === text.id) ?? null}
              open={text.id === state.openId}
              onOpen={() => onOpen(text.id)}
              onChange={(change) => onChange(text.id, change)}
              onRemove={() => onRemove(text.id)}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={() => picker.current?.click()}>
          <FileUp aria-hidden="true" className="size-3.5" />
          Open files
        </Button>
        {hasText && (
          <Button size="sm" aria-label="Add another policy" onClick={onAdd}>
            <Plus aria-hidden="true" className="size-3.5" />
            Add
          </Button>
        )}
        {hasText && (
          <Button size="sm" variant="ghost" onClick={onClear}>
            <Trash2 aria-hidden="true" className="size-3.5" />
            Clear
          </Button>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files with policies"
          accept=".json,.yaml,.yml,.template,.tf,.hcl,.txt,application/json,text/*"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      {children}
      <p className="text-xs text-ink-3">
        {state.kept
          ? "What you paste stays in this tab of the browser and is gone when you close it. It is sent nowhere, unless you ask AWS’s simulator."
          : "This browser keeps nothing for this page: what you paste is gone when you reload. It is sent nowhere, unless you ask AWS’s simulator."}
      </p>
    </section>
  );
}
