"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { isPartition, PARTITIONS, type Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { VARIANTS, type VariantName } from "#lib/policy/variants.ts";
import type { NamedDocument } from "../text/policy-documents.ts";
import { VARIANT_WORDS } from "../variant-words.ts";
import { PARTITION_NAMES } from "./partition-names.ts";

export type PolicyInputsPanelProps = {
  variant: VariantName;
  partition: Partition;
  tag: TagSpec;
  /** What is wrong with it, in words; "" for nothing. */
  keyFault: string;
  valueFault: string;
  documents: readonly NamedDocument[];
  /** The documented default does not look at the tag. */
  tagMatters: boolean;
  onVariant: (variant: VariantName) => void;
  onPartition: (partition: Partition) => void;
  onKey: (key: string) => void;
  onValue: (value: string) => void;
};

/** What goes into the policy. */
export function PolicyInputsPanel(props: PolicyInputsPanelProps) {
  const { variant, partition, tag, keyFault, valueFault, documents, tagMatters } = props;
  return (
    <section aria-label="Inputs" className="flex flex-col gap-5">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-xs font-medium text-ink-2">Variant</legend>
        {VARIANTS.map((name) => (
          <label
            key={name}
            className="panel flex items-start gap-2.5 p-3 hover:border-line-strong has-checked:border-accent-text has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text"
          >
            <input
              type="radio"
              name="variant"
              checked={name === variant}
              onChange={() => props.onVariant(name)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium">{VARIANT_WORDS[name].name}</span>
              <span className="mt-0.5 block text-xs text-ink-2">{VARIANT_WORDS[name].line}</span>
            </span>
          </label>
        ))}
      </fieldset>

      <Field label="Partition">
        {(attributes) => (
          <Select
            {...attributes}
            value={partition}
            onChange={(event) => {
              if (isPartition(event.target.value)) props.onPartition(event.target.value);
            }}
          >
            {PARTITIONS.map((name) => (
              <option key={name} value={name}>
                {PARTITION_NAMES[name]} ({name})
              </option>
            ))}
          </Select>
        )}
      </Field>

      <div className="flex flex-col gap-3">
        <Field label="Tag key" error={keyFault} hint={tagMatters ? undefined : "This variant does not look at the tag."}>
          {(attributes) => (
            <Input
              {...attributes}
              value={tag.key}
              onChange={(event) => props.onKey(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono text-xs"
            />
          )}
        </Field>
        <Field label="Tag value" error={valueFault} hint="IAM compares it letter by letter: true is not True.">
          {(attributes) => (
            <Input
              {...attributes}
              value={tag.value}
              onChange={(event) => props.onValue(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono text-xs"
            />
          )}
        </Field>
      </div>

      <div>
        <h2 className="mb-1.5 text-xs font-medium text-ink-2">SSM documents it allows</h2>
        <ul className="flex flex-col gap-2">
          {documents.map((document) => (
            <li key={document.name} className="min-w-0">
              <span className="ident block break-all">{document.name}</span>
              <span className="block text-xs text-ink-3">{document.purpose}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
