"use client";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { isVariantName, VARIANTS, type VariantName } from "#lib/policy/variants.ts";
import { VARIANT_WORDS } from "./variant-words.ts";

export type InForceSelectProps = { value: VariantName; onChange: (variant: VariantName) => void };

/** Which of the variants is in force now. */
export function InForceSelect({ value, onChange }: InForceSelectProps) {
  return (
    <Field label="In force now">
      {(attributes) => (
        <Select
          {...attributes}
          value={value}
          onChange={(event) => {
            if (isVariantName(event.target.value)) onChange(event.target.value);
          }}
        >
          {VARIANTS.map((name) => (
            <option key={name} value={name}>
              {VARIANT_WORDS[name].name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
