"use client";

import type { VariantName } from "#lib/policy/variants.ts";
import { STARTS } from "../policy-url.ts";
import { VARIANT_WORDS } from "../variant-words.ts";

export type Start = VariantName | "own";

export type StartChoiceProps = { value: Start; onChange: (start: Start) => void };

const OWN = {
  name: "Your role’s policy",
  line: "Paste it, drop files, or read it from IAM: judged as it is, and corrected whole.",
};

/** What the policy is made from. Only the chosen one says what it does: the others are a click away. */
export function StartChoice({ value, onChange }: StartChoiceProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-xs font-medium text-ink-2">Start from</legend>
      {STARTS.map((start) => {
        const words = start === "own" ? OWN : VARIANT_WORDS[start];
        return (
          <label
            key={start}
            className="panel flex items-start gap-2.5 px-3 py-2 hover:border-line-strong has-checked:border-accent-text has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text pointer-coarse:py-3"
          >
            <input
              type="radio"
              name="variant"
              checked={start === value}
              onChange={() => onChange(start)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium">{words.name}</span>
              {start === value && <span className="mt-0.5 block text-xs text-ink-2">{words.line}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
