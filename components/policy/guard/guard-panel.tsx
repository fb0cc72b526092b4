"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { GuardForm } from "#lib/policy/guard-policy.ts";

export type GuardPanelProps = {
  form: GuardForm;
  exempt: readonly string[];
  /** What is wrong with the exempted principals, in sentences. */
  faults: readonly string[];
  onForm: (form: GuardForm) => void;
  onExempt: (exempt: readonly string[]) => void;
};

const FORMS = [
  { value: "scp", label: "Service control policy" },
  { value: "boundary", label: "Permissions boundary" },
] as const;

const FORM_WORDS: Readonly<Record<GuardForm, string>> = {
  scp: "For the organization: attach it to the accounts’ unit. It holds for everybody in them but the exempted principals and the management account.",
  boundary:
    "For one role: set it as the role’s permissions boundary. It grants nothing; everything but the tag stays as its policies say.",
};

/** What the guard policy is for, in which form, and who may still set the tag. */
export function GuardPanel({ form, exempt, faults, onForm, onExempt }: GuardPanelProps) {
  const [draft, setDraft] = useState("");
  const wanted = draft.trim();

  function add() {
    if (wanted === "" || exempt.includes(wanted)) return;
    onExempt([...exempt, wanted]);
    setDraft("");
  }

  return (
    <section aria-label="Guard policy" className="panel flex min-w-0 flex-col gap-3 p-3 sm:px-4">
      <p className="max-w-prose text-ink-2">
        The tag decides what Cado reaches, so whoever can set it decides too. This policy lets only those set or take it away who
        are named here.
      </p>
      <div className="flex flex-col gap-1">
        <Segmented legend="Form of the guard" value={form} onChange={onForm} options={FORMS} className="self-start" />
        <p className="text-xs text-ink-2">{FORM_WORDS[form]}</p>
      </div>
      <div className="flex flex-col gap-2">
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Field
            label="Exempted principal"
            hint="ARN of a role or user; * and ? stand for anything."
            error={faults.join(" ")}
            className="min-w-56 flex-1"
          >
            {(attributes) => (
              <Input
                {...attributes}
                value={draft}
                onChange={(event) => setDraft(event.target.value)}
                placeholder="arn:aws:iam::*:role/TagManager"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono text-xs"
              />
            )}
          </Field>
          <Button type="submit" disabled={wanted === ""} className="mb-[1.3125rem]">
            Exempt
          </Button>
        </form>
        {exempt.length === 0 ? (
          <p className="text-xs text-ink-2">Nobody is exempted: not even this dashboard could tag.</p>
        ) : (
          <ul aria-label="Exempted principals" className="flex flex-col gap-1">
            {exempt.map((principal) => (
              <li key={principal} className="flex items-center gap-1">
                <span className="ident min-w-0 break-all">{principal}</span>
                <IconButton
                  label={`No longer exempt ${principal}`}
                  onClick={() => onExempt(exempt.filter((other) => other !== principal))}
                >
                  <X aria-hidden="true" className="size-3.5" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
