"use client";

import { useCallback } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { Filter, View } from "#lib/inventory/view.ts";
import { accountLabel } from "../account-label.ts";
import type { Sort } from "../instances-url.ts";
import { ColumnsMenu } from "./columns-menu.tsx";
import { addFilter, removeFilter } from "./edit-filters.ts";
import { FacetMenu } from "./facet-menu.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { GroupMenu } from "./group-menu.tsx";
import { SearchBox } from "./search-box.tsx";
import { SortSelect } from "./sort-select.tsx";
import { tagKeys } from "./tag-keys.ts";

export type FilterBarProps = {
  snapshot: Snapshot;
  view: View;
  text: string;
  filters: readonly Filter[];
  columns: readonly string[];
  group: string | null;
  sort: Sort;
  /** The first line of the stream is there. */
  known: boolean;
  /** There are columns to choose, and room to group by. */
  wide: boolean;
  onText: (text: string) => void;
  onFilters: (filters: Filter[]) => void;
  onColumns: (columns: readonly string[] | null) => void;
  onSort: (sort: Sort) => void;
  onGroup: (field: string | null) => void;
  onClear: () => void;
  onFromList: () => void;
};

/** What to look for, and how to look at it. */
export function FilterBar(props: FilterBarProps) {
  const { snapshot, view, filters, onFilters } = props;
  const keys = useCallback(() => tagKeys(snapshot), [snapshot]);
  const facetOf = useCallback((field: string) => view.facet(field), [view]);
  const { accounts } = snapshot;
  const labelOfAccount = useCallback((account: string) => accountLabel(accounts, account), [accounts]);
  return (
    <section
      aria-label="Search and filters"
      className="top-0 z-20 flex flex-col gap-2 bg-surface px-3 py-2 max-[45rem]:sticky max-[45rem]:border-b sm:px-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          text={props.text}
          found={props.known ? foundWords(view.length, snapshot.liveCount) : ""}
          onText={props.onText}
          onFilter={(filter) => onFilters(addFilter(filters, byAccountId(filter, snapshot)))}
          tagKeys={keys}
          facetOf={facetOf}
        />
        <Button onClick={props.onFromList}>From a list…</Button>
        <FacetMenu filters={filters} onFilters={onFilters} tagKeys={keys} facetOf={facetOf} accountLabel={labelOfAccount} />
        {!props.wide && <SortSelect sort={props.sort} onSort={props.onSort} />}
        {props.wide && <GroupMenu group={props.group} onGroup={props.onGroup} tagKeys={keys} />}
        {props.wide && <ColumnsMenu shown={props.columns} onShown={props.onColumns} tagKeys={keys} />}
      </div>
      <FilterChips
        filters={filters}
        accountLabel={labelOfAccount}
        onRemove={(filter) => onFilters(removeFilter(filters, filter))}
        onClear={props.onClear}
      />
    </section>
  );
}

/** "611 of 3,012"; the total alone where everything is shown. */
function foundWords(found: number, total: number): string {
  return found === total ? formatNumber(total) : `${formatNumber(found)} of ${formatNumber(total)}`;
}

/** People type an account's label; rows have its id. */
function byAccountId(filter: Filter, { accounts }: Snapshot): Filter {
  if (filter.field !== "account" || (filter.op !== "is" && filter.op !== "is-not")) return filter;
  const idOf = (text: string) => accounts.find(({ label }) => label.toLowerCase() === text.toLowerCase())?.id ?? text;
  return { ...filter, values: filter.values.map(idOf) };
}
