"use client";

import { Ellipsis } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { PopupOnDemand } from "#components/ui/popup-on-demand.tsx";
import { policySize } from "#lib/policy/policy-size.ts";
import type { SourceFormat } from "#lib/policy/source/policy-read.ts";
import type { ReadText } from "./own-role.ts";
import type { NewRoleText, RoleText } from "./role-texts.ts";

const RoleTextPopup = onDemand(() => import("./role-text-popup.tsx").then((file) => file.RoleTextPopup));

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
      <PopupOnDemand
        kind="dialog"
        preload={RoleTextPopup.preload}
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
        {(popup) => <RoleTextPopup {...popup} title={name} text={text} onChange={onChange} onRemove={onRemove} />}
      </PopupOnDemand>
    </li>
  );
}

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
