"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { policySize } from "#lib/policy/policy-size.ts";
import type { SourceFormat } from "#lib/policy/source/policy-read.ts";
import type { ReadText } from "./own-role.ts";
import type { NewRoleText, RoleText } from "./role-texts.ts";

export type RoleTextRowProps = {
  text: RoleText;
  /** Counts from 1. */
  place: number;
  /** null while it is being read. */
  read: ReadText | null;
  /** It is the one in the editor. */
  open: boolean;
  onOpen: () => void;
  onChange: (change: Partial<NewRoleText>) => void;
  onRemove: () => void;
};

/** One text of the role: its name, what it holds, and what can be said about it. */
export function RoleTextRow({ text, place, read, open, onOpen, onChange, onRemove }: RoleTextRowProps) {
  const name = textName(text, read, place);
  return (
    <li
      className={classNames(
        "flex items-start gap-1 py-1.5 pr-1.5 pl-3",
        open && "bg-selected first:rounded-t-lg last:rounded-b-lg",
      )}
    >
      <button type="button" aria-pressed={open} onClick={onOpen} className="min-w-0 flex-1 rounded-sm text-left">
        <span className="block font-medium [overflow-wrap:anywhere]">{name}</span>
        <span className="block text-xs text-ink-2">{summaryOf(text, read)}</span>
        <span className="mt-0.5 flex flex-wrap gap-1 empty:hidden">
          {text.part === "boundary" && <Badge tone="accent">permissions boundary</Badge>}
          {text.from !== "" && text.from !== name && <Badge className="[overflow-wrap:anywhere]">{text.from}</Badge>}
          {isBroken(read) && <Badge tone="danger">not read</Badge>}
        </span>
      </button>
      <Popover
        title={name}
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`About ${name}`}
            className={buttonClass({ variant: "ghost", size: "sm", className: "w-7 px-0" })}
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </button>
        }
      >
        <Details text={text} onChange={onChange} onRemove={onRemove} />
      </Popover>
    </li>
  );
}

function Details({ text, onChange, onRemove }: Pick<RoleTextRowProps, "text" | "onChange" | "onRemove">) {
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

const FORMATS: Readonly<Record<SourceFormat, string>> = {
  json: "JSON",
  yaml: "YAML",
  cloudformation: "CloudFormation",
  terraform: "Terraform",
};

/** What people know it by: its own name, else that of the policy in it, else its number. */
export function textName(text: RoleText, read: ReadText | null, place: number): string {
  const inside = read?.read?.ok === true && read.read.policies.length === 1 ? read.read.policies[0]?.name : "";
  return text.name || inside || `Policy ${place}`;
}

function isBroken(read: ReadText | null): boolean {
  return read !== null && (read.misplaced !== "" || read.read?.ok === false);
}

function summaryOf(text: RoleText, read: ReadText | null): string {
  if (read === null) return text.text.trim() === "" ? "empty" : "reading…";
  if (read.read === null) return "empty";
  const format = read.read.format === null ? "" : FORMATS[read.read.format];
  if (!read.read.ok) {
    const { problems, unresolved } = read.read;
    const what =
      problems.length > 0
        ? formatCount(problems.length, "problem")
        : formatCount(unresolved.length, "value to give", "values to give");
    return format === "" ? what : `${format} · ${what}`;
  }
  const { policies } = read.read;
  const statements = policies.reduce((sum, { document }) => sum + document.Statement.length, 0);
  const size = policies.reduce((sum, { document }) => sum + policySize(document), 0);
  const held = policies.length > 1 ? `${formatCount(policies.length, "policy", "policies")} · ` : "";
  return `${format} · ${held}${formatCount(statements, "statement")} · ${formatNumber(size)} characters`;
}
