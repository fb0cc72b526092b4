"use client";

import { ChevronLeft } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { PopupTrigger } from "#components/ui/popup-on-demand.tsx";
import type { FacetValue, Filter } from "#lib/inventory/view.ts";
import { toggleValue, valuesOf } from "./edit-filters.ts";
import { INSTANCE_FIELDS, labelOf, tagField } from "./instance-fields.ts";
import { valueWords } from "./value-words.ts";

export type FacetPopupProps = {
  trigger: PopupTrigger;
  filters: readonly Filter[];
  onFilters: (filters: Filter[]) => void;
  tagKeys: () => readonly string[];
  facetOf: (field: string) => readonly FacetValue[];
  accountLabel: (account: string) => string;
};

/** Open at first. A field, then its values with how many rows have each under the other filters. */
export function FacetPopup(props: FacetPopupProps) {
  const [open, setOpen] = useState(true);
  const [field, setField] = useState<string | null>(null);
  return (
    <Popover
      title={field === null ? "Filter by" : labelOf(field)}
      hideTitle
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setField(null);
      }}
      className="w-72 p-0"
      trigger={props.trigger}
    >
      {field === null ? (
        <FieldList
          fields={[...INSTANCE_FIELDS.map((known) => known.field), ...props.tagKeys().map(tagField)]}
          onPick={setField}
        />
      ) : (
        <ValueList key={field} {...props} field={field} onBack={() => setField(null)} />
      )}
    </Popover>
  );
}

function FieldList({ fields, onPick }: { fields: readonly string[]; onPick: (field: string) => void }) {
  const [typed, setTyped] = useState("");
  const found = fields.filter((field) => labelOf(field).toLowerCase().includes(typed.toLowerCase()));
  return (
    <>
      <div className="border-b p-2">
        <Input
          aria-label="Find a field or a tag"
          placeholder="Field or tag"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ul className="max-h-72 overflow-y-auto p-1">
        {found.map((field) => (
          <li key={field}>
            <button
              type="button"
              onClick={() => onPick(field)}
              className="w-full rounded-md px-2 py-1.5 text-left hover:bg-hover pointer-coarse:py-2.5"
            >
              <bdi>{labelOf(field)}</bdi>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="px-2 py-1.5 text-ink-3">No field or tag of that name.</li>}
      </ul>
    </>
  );
}

/** A list longer than this is not read, it is searched. */
const MOST = 200;

function ValueList({
  field,
  filters,
  onFilters,
  facetOf,
  accountLabel,
  onBack,
}: FacetPopupProps & { field: string; onBack: () => void }) {
  const [typed, setTyped] = useState("");
  const id = useId();
  const chosen = valuesOf(filters, field);
  const values = facetOf(field);
  const words = (value: string) => (field === "account" ? accountLabel(value) : valueWords(field, value));
  const named = values.filter(({ kind, value }) => kind === "value" && words(value).toLowerCase().includes(typed.toLowerCase()));
  const missing = values.find(({ kind }) => kind === "missing");
  const unread = values.find(({ kind }) => kind === "unread");
  const isMissing = filters.some((filter) => filter.field === field && filter.op === "missing");
  const toggleMissing = () =>
    onFilters(
      isMissing
        ? filters.filter((filter) => filter.field !== field || filter.op !== "missing")
        : [...filters, { field, op: "missing", values: [] }],
    );
  return (
    <>
      <div className="flex items-center gap-1 border-b p-2">
        <Button size="sm" variant="ghost" className="px-1" aria-label="Back to the fields" onClick={onBack}>
          <ChevronLeft aria-hidden="true" className="size-4" />
        </Button>
        <Input
          aria-label={`Find a value of ${labelOf(field)}`}
          placeholder={labelOf(field)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ul className="max-h-72 overflow-y-auto p-1">
        {named.slice(0, MOST).map(({ value, count }, at) => (
          <Value
            key={value}
            id={`${id}-${at}`}
            words={words(value)}
            count={count}
            checked={chosen.includes(value)}
            onChange={() => onFilters(toggleValue(filters, field, value))}
          />
        ))}
        {missing !== undefined && typed === "" && (
          <Value id={`${id}-missing`} words="(none)" count={missing.count} checked={isMissing} onChange={toggleMissing} />
        )}
        {named.length === 0 && missing === undefined && <li className="px-2 py-1.5 text-ink-3">No value of that name.</li>}
        {unread !== undefined && typed === "" && (
          <li className="px-2 py-1.5 text-ink-3">{formatCount(unread.count, "instance")} not read: it may have any value.</li>
        )}
        {named.length > MOST && (
          <li className="px-2 py-1.5 text-ink-3">{formatNumber(named.length - MOST)} more: type to find them.</li>
        )}
      </ul>
    </>
  );
}

type ValueProps = { id: string; words: string; count: number; checked: boolean; onChange: () => void };

function Value({ id, words, count, checked, onChange }: ValueProps) {
  return (
    <li>
      <label htmlFor={id} className="flex items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover pointer-coarse:py-2.5">
        <Checkbox id={id} checked={checked} onChange={onChange} />
        <bdi className="min-w-0 flex-1 truncate">{words}</bdi>
        <span className="text-xs text-ink-3">{formatNumber(count)}</span>
      </label>
    </li>
  );
}
