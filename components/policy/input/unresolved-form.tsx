"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { UnresolvedValue } from "#lib/policy/source/policy-read.ts";

export type UnresolvedFormProps = {
  unresolved: readonly UnresolvedValue[];
  /** Values that were given, and those of the fields that are open. */
  values: Readonly<Record<string, string>>;
  /** Likely values by name, to pick from. */
  suggestions: Readonly<Record<string, readonly string[]>>;
  onValues: (values: Readonly<Record<string, string>>) => void;
};

/** Asks for what a template refers to and does not tell. The text is read again with the answers. */
export function UnresolvedForm({ unresolved, values, suggestions, onValues }: UnresolvedFormProps) {
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({});
  const filled = unresolved.every(({ name }) => (draft[name] ?? "") !== "");
  return (
    <form
      aria-label="Values that the text does not tell"
      className="panel flex flex-col gap-3 border-line-strong p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (filled) onValues({ ...values, ...Object.fromEntries(unresolved.map(({ name }) => [name, draft[name] ?? ""])) });
      }}
    >
      <p>
        <span className="font-medium">The text leaves open what has to be known.</span>{" "}
        <span className="text-ink-2">Until they are given it is not read, rather than read wrongly.</span>
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        {unresolved.map(({ name, places, choices }) => {
          const lines = [...new Set(places.map(({ line }) => line))];
          return (
            <Field
              key={name}
              label={choices === undefined ? name : "Which role: the text has policies of several"}
              hint={`Line ${lines.slice(0, 4).join(", ")}${lines.length > 4 ? " and more" : ""}`}
            >
              {(attributes) => (
                <>
                  <Input
                    {...attributes}
                    value={draft[name] ?? ""}
                    onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
                    list={`${attributes.id}-list`}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    className="font-mono text-xs"
                  />
                  <datalist id={`${attributes.id}-list`}>
                    {(choices ?? suggestions[name] ?? []).map((value) => (
                      <option key={value} value={value} />
                    ))}
                  </datalist>
                </>
              )}
            </Field>
          );
        })}
      </div>
      <Button variant="primary" type="submit" disabled={!filled} className="self-start">
        Read with these values
      </Button>
    </form>
  );
}
