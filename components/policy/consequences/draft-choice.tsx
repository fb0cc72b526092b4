"use client";

import { useCallback, useMemo } from "react";
import { accountLabel } from "#components/instances/account-label.ts";
import { addFilter, removeFilter } from "#components/instances/filters/edit-filters.ts";
import { FilterChips } from "#components/instances/filters/filter-chips.tsx";
import { SearchBox } from "#components/instances/filters/search-box.tsx";
import { tagKeys } from "#components/instances/filters/tag-keys.ts";
import { formatCount } from "#components/ui/count.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type Filter, View } from "#lib/inventory/view.ts";
import type { Consequences } from "./consequences.ts";
import type { DraftName } from "./consequences-url.ts";

export type DraftChoiceProps = {
  draft: DraftName;
  text: string;
  filters: readonly Filter[];
  consequences: Consequences | null;
  onDraft: (draft: DraftName) => void;
  onText: (text: string) => void;
  onFilters: (filters: Filter[]) => void;
};

/** With whose tags the count is made. Nothing here changes a tag. */
export function DraftChoice({ draft, text, filters, consequences, onDraft, onText, onFilters }: DraftChoiceProps) {
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        legend="Tags that the count is made with"
        size="sm"
        value={draft === "today" ? "today" : "drafted"}
        onChange={(next) => onDraft(next === "today" ? "today" : "blocked")}
        options={[
          { value: "today", label: "Today’s tags" },
          { value: "drafted", label: "As if tagged" },
        ]}
      />
      {draft !== "today" && (
        <Segmented
          legend="Instances that are taken as tagged"
          size="sm"
          value={draft}
          onChange={onDraft}
          options={[
            { value: "blocked", label: "Blocked by tag" },
            { value: "found", label: "Found by filter" },
          ]}
        />
      )}
      {draft === "found" && consequences !== null && (
        <DraftFilter consequences={consequences} text={text} filters={filters} onText={onText} onFilters={onFilters} />
      )}
      {draft !== "today" && consequences?.draft && (
        <p className="text-xs text-ink-2">
          {formatCount(consequences.draft.nodes, "instance is", "instances are")} taken to carry{" "}
          <bdi className="ident [overflow-wrap:anywhere]">
            {consequences.tag.key}={consequences.tag.value}
          </bdi>
          . Nothing is written.
          {consequences.draft.unread > 0 &&
            ` ${formatCount(consequences.draft.unread, "other stays", "others stay")} as it is: tags that were not read may hold anything.`}
        </p>
      )}
    </div>
  );
}

type DraftFilterProps = Pick<DraftChoiceProps, "text" | "filters" | "onText" | "onFilters"> & { consequences: Consequences };

/** The search of the instances screen, over the estate under the new policy. */
function DraftFilter({ consequences, text, filters, onText, onFilters }: DraftFilterProps) {
  const { snapshot, today } = consequences;
  const view = useMemo(() => new View(snapshot, today), [snapshot, today]);
  const keys = useCallback(() => tagKeys(snapshot), [snapshot]);
  const facetOf = useCallback(
    (field: string) => {
      view.run({ text, filters, sort: null, capability: "run-command" });
      return view.facet(field);
    },
    [view, text, filters],
  );
  return (
    <div className="flex flex-col gap-2">
      <div className="flex">
        <SearchBox
          text={text}
          found=""
          onText={onText}
          onFilter={(filter) => onFilters(addFilter(filters, filter))}
          tagKeys={keys}
          facetOf={facetOf}
        />
      </div>
      <FilterChips
        filters={filters}
        accountLabel={(account) => accountLabel(snapshot.accounts, account)}
        onRemove={(filter) => onFilters(removeFilter(filters, filter))}
        onClear={() => onFilters([])}
      />
    </div>
  );
}
