"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { PopupTrigger } from "#components/ui/popup-on-demand.tsx";
import { Select } from "#components/ui/select.tsx";
import type { NewRoleText, RoleText } from "./role-texts.ts";

export type RoleTextPopupProps = {
  trigger: PopupTrigger;
  /** What people know the text by. */
  title: string;
  text: RoleText;
  onChange: (change: Partial<NewRoleText>) => void;
  onRemove: () => void;
};

/** Open at first. What one says of a text of the role, and a way to be rid of it. */
export function RoleTextPopup({ trigger, title, ...details }: RoleTextPopupProps) {
  return (
    <Popover title={title} align="end" defaultOpen trigger={trigger}>
      <Details {...details} />
    </Popover>
  );
}

function Details({ text, onChange, onRemove }: Pick<RoleTextPopupProps, "text" | "onChange" | "onRemove">) {
  const [name, setName] = useState(text.name);
  return (
    <div className="flex flex-col gap-3">
      <Field label="Name">
        {(attributes) => (
          <Input
            {...attributes}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={() => name !== text.name && onChange({ name })}
            onKeyDown={(event) => event.key === "Enter" && name !== text.name && onChange({ name })}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="It is" hint={text.part === "boundary" ? "A boundary grants nothing: it only takes away." : undefined}>
        {(attributes) => (
          <Select
            {...attributes}
            value={text.part === "boundary" ? "boundary" : text.kind}
            onChange={(event) => onChange(ROLES[event.target.value] ?? {})}
          >
            <option value="unknown">a policy of the role</option>
            <option value="inline">an inline policy of the role</option>
            <option value="managed">a managed policy of the role</option>
            <option value="boundary">its permissions boundary</option>
          </Select>
        )}
      </Field>
      <Button size="sm" variant="danger" className="self-start" onClick={onRemove}>
        Remove
      </Button>
    </div>
  );
}

const ROLES: Readonly<Record<string, Partial<NewRoleText>>> = {
  unknown: { part: "policy", kind: "unknown" },
  inline: { part: "policy", kind: "inline" },
  managed: { part: "policy", kind: "managed" },
  boundary: { part: "boundary", kind: "managed" },
};
