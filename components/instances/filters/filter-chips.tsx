import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { Filter } from "#lib/inventory/view.ts";
import { formatToken } from "./filter-token.ts";

export type FilterChipsProps = {
  filters: readonly Filter[];
  accountLabel: (account: string) => string;
  onRemove: (filter: Filter) => void;
  onClear: () => void;
};

/** The filters in force, each with its way out. */
export function FilterChips({ filters, accountLabel, onRemove, onClear }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {filters.map((filter) => {
        const text = formatToken(filter.field === "account" ? { ...filter, values: filter.values.map(accountLabel) } : filter);
        return (
          <li key={formatToken(filter)} className="flex max-w-full items-center rounded-md border border-line-strong bg-sunken">
            <bdi className="min-w-0 truncate py-0.5 pl-2">{text}</bdi>
            <button
              type="button"
              aria-label={`Remove the filter ${text}`}
              onClick={() => onRemove(filter)}
              className="flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-9"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </li>
        );
      })}
      <li>
        <Button size="sm" variant="ghost" onClick={onClear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}
