"use client";

import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { PopupTrigger } from "#components/ui/popup-on-demand.tsx";
import { COLUMN_FIELDS } from "../instance-columns.ts";
import { labelOf, tagField, tagKeyOf } from "./instance-fields.ts";

export type ColumnsPopupProps = {
  trigger: PopupTrigger;
  shown: readonly string[];
  onShown: (fields: readonly string[] | null) => void;
  tagKeys: () => readonly string[];
};

/** Open at first. Which columns the table has: facts, and any tag. */
export function ColumnsPopup({ trigger, ...list }: ColumnsPopupProps) {
  return (
    <Popover title="Columns" hideTitle align="end" defaultOpen className="w-64 p-0" trigger={trigger}>
      <ColumnList {...list} />
    </Popover>
  );
}

function ColumnList({ shown, onShown, tagKeys }: Omit<ColumnsPopupProps, "trigger">) {
  const [typed, setTyped] = useState("");
  const id = useId();
  const known = [...new Set([...COLUMN_FIELDS, ...shown, ...tagKeys().map(tagField)])];
  const found = known.filter((field) => labelOf(field).toLowerCase().includes(typed.toLowerCase()));
  const typedKey = typed.trim();
  const isNewTag = typedKey !== "" && !known.includes(tagField(typedKey)) && found.length === 0;
  // Fact columns keep their order; tags come behind them in the order in which they were chosen.
  const toggle = (field: string) => {
    const next = shown.includes(field) ? shown.filter((other) => other !== field) : [...shown, field];
    const facts = COLUMN_FIELDS.filter((fact) => next.includes(fact));
    if (next.length > 0) onShown([...facts, ...next.filter((other) => tagKeyOf(other) !== undefined)]);
  };
  return (
    <>
      <div className="border-b p-2">
        <Input
          aria-label="Find a column or a tag"
          placeholder="Column or tag key"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ul className="max-h-72 overflow-y-auto p-1">
        {found.map((field, at) => (
          <li key={field}>
            <label
              htmlFor={`${id}-${at}`}
              className="flex items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover pointer-coarse:py-2.5"
            >
              <Checkbox
                id={`${id}-${at}`}
                checked={shown.includes(field)}
                disabled={shown.length === 1 && shown.includes(field)}
                onChange={() => toggle(field)}
              />
              <bdi className="min-w-0 truncate">{labelOf(field)}</bdi>
            </label>
          </li>
        ))}
        {isNewTag && (
          <li>
            <Button size="sm" variant="ghost" onClick={() => toggle(tagField(typedKey))}>
              Show the tag {typedKey}
            </Button>
          </li>
        )}
      </ul>
      <div className="border-t p-1">
        <Button size="sm" variant="ghost" onClick={() => onShown(null)}>
          As at first
        </Button>
      </div>
    </>
  );
}
