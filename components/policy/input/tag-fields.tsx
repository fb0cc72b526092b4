"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { isPartition, PARTITIONS, type Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { PARTITION_NAMES } from "./partition-names.ts";

export type TagFieldsProps = {
  partition: Partition;
  tag: TagSpec;
  /** What is wrong with it, in words; "" for nothing. */
  keyFault: string;
  valueFault: string;
  /** The documented default does not look at the tag. */
  tagMatters: boolean;
  onPartition: (partition: Partition) => void;
  onKey: (key: string) => void;
  onValue: (value: string) => void;
};

/** The tag that grants, and the partition whose ARNs are written. */
export function TagFields(props: TagFieldsProps) {
  const { partition, tag, keyFault, valueFault, tagMatters } = props;
  return (
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
    </div>
  );
}
