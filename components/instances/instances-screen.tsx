"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { estateStore, useEstate } from "#components/estate/use-estate.ts";
import { DataGrid } from "#components/table/data-grid.tsx";
import { DataList } from "#components/table/data-list.tsx";
import type { GridParts } from "#components/table/grid-parts.ts";
import { formatNumber } from "#components/ui/count.tsx";
import type { Reach } from "#lib/domain/verdict.ts";
import type { Filter, Query } from "#lib/inventory/view.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import { CoverageHeader } from "./coverage-header.tsx";
import { chosenReaches, toggleValue } from "./edit-filters.ts";
import { FilterBar } from "./filter-bar.tsx";
import { gridSelection } from "./grid-selection.ts";
import { CARD_HEIGHT, InstanceCard } from "./instance-card.tsx";
import { columnsBesideDetails, instanceColumns, tagKeysOf } from "./instance-columns.tsx";
import { type InstanceRow, nodeName } from "./instance-row.ts";
import { InstancesEmpty, NothingYet } from "./instances-empty.tsx";
import { InstancesSkeleton } from "./instances-skeleton.tsx";
import { nextAction } from "./next-action.ts";
import { nodeKeys } from "./node-keys.ts";
import { NodePanel } from "./node-panel.tsx";
import { ScopeBar } from "./scope-bar.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useInstancesUrl } from "./use-instances-url.ts";
import { useInstancesView } from "./use-instances-view.ts";
import { useMediaQuery } from "./use-media-query.ts";
import { useTagging } from "./use-tagging.ts";

const TaggingSheet = dynamic(() => import("#components/tagging/tagging-sheet.tsx").then((file) => file.TaggingSheet), {
  ssr: false,
});

export type InstancesScreenProps = {
  /** The policy in force until somebody picks another. */
  defaultPolicy: VariantName;
};

/** The first screen: what Cado can reach, what is in the way of the rest, and what one does about it. */
export function InstancesScreen({ defaultPolicy }: InstancesScreenProps) {
  const estate = useEstate();
  const [url, setUrl] = useInstancesUrl();
  const { snapshot, selection, connection } = estate;
  const policy = url.policy ?? defaultPolicy;
  const roomForColumns = useMediaQuery("(min-width: 45rem)", true);
  const query = useMemo(
    (): Query => ({
      text: url.q,
      filters: url.f,
      sort: url.sort,
      capability: url.cap,
      groupBy: roomForColumns ? url.group : null,
    }),
    [url.q, url.f, url.sort, url.cap, url.group, roomForColumns],
  );
  const { view, verdicts, coverage, source, order, onTouch } = useInstancesView(estate, policy, query);
  const tagging = useTagging();
  const scroller = useRef<HTMLDivElement>(null);
  const roomBeside = useMediaQuery("(min-width: 80rem)", true);
  const [focusAsked, setFocusAsked] = useState(0);

  useEffect(() => {
    if (connection.state === "signed-out") location.assign("/sign-in");
  }, [connection.state]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the selection and the view are changed in place; `estate` and `order` stand for them.
  const chosen = useMemo(() => gridSelection(selection, view, estateStore().selectionChanged), [estate, order]);
  const openRow = url.node === null ? undefined : snapshot.rowOf(url.node.account, url.node.region, url.node.id);

  const setFilters = (f: Filter[]) => void setUrl({ f: f.length === 0 ? null : f });
  const clearFilters = () => void setUrl({ q: null, f: null });
  const toggleReach = (reach: Reach) => setFilters(toggleValue(url.f, "reach", reach));
  const show = (row: number) => void setUrl({ node: nodeKeys(snapshot, [row])[0] ?? null });
  const { start } = tagging;
  const onFix = useCallback((row: InstanceRow, action: "tag" | "untag" | "normalise") => start(action, [row.key]), [start]);
  const columns = useMemo(() => instanceColumns(tagKeysOf(url.cols), { tag: verdicts.tag, onFix }), [url.cols, verdicts, onFix]);

  const besidePanel = url.node !== null && roomBeside;
  const shownColumns = useMemo(() => (besidePanel ? columnsBesideDetails(url.cols) : url.cols), [url.cols, besidePanel]);

  const parts: GridParts<InstanceRow> = {
    label: "Instances",
    source,
    selection: chosen,
    rowName: nodeName,
    openKey: openRow ?? null,
    onOpen: (row) => {
      if (row === openRow) setFocusAsked(focusAsked + 1);
      else show(row);
    },
    onMove: (row) => {
      if (openRow !== undefined && roomBeside) show(row);
    },
    onClose: () => {
      if (url.node !== null) return void setUrl({ node: null });
      selection.clear();
      estateStore().selectionChanged();
    },
    onKey: (key, active) => {
      if (key !== "t") return;
      if (selection.size > 0) start("tag", selection.rows());
      else if (active !== null) start(nextAction(verdicts.tagState(active)), [active]);
    },
    onTouch,
    resetKey: JSON.stringify([url.q, url.f, url.sort, url.group]),
    busy: snapshot.sweeping,
    empty: <InstancesEmpty snapshot={snapshot} filtered={url.q !== "" || url.f.length > 0} onClearFilters={clearFilters} />,
  };
  const known = snapshot.id !== "";

  return (
    <div className="flex h-[calc(100dvh-var(--header-height))] min-h-0">
      <h1 className="sr-only">Instances</h1>
      <div ref={scroller} className="flex min-w-0 flex-1 flex-col max-[45rem]:overflow-y-auto">
        <CoverageHeader
          coverage={coverage}
          pending={!known}
          capability={url.cap}
          onCapability={(cap) => void setUrl({ cap })}
          policy={policy}
          onPolicy={(next) => void setUrl({ policy: next })}
          chosen={chosenReaches(url.f)}
          onReach={toggleReach}
        />
        <ScopeBar estate={estate} onRetry={estateStore().retryNow} />
        <FilterBar
          snapshot={snapshot}
          view={view}
          text={url.q}
          filters={url.f}
          columns={url.cols}
          group={url.group}
          sort={url.sort}
          known={known}
          wide={roomForColumns}
          onText={(q) => void setUrl({ q: q === "" ? null : q })}
          onFilters={setFilters}
          onColumns={(cols) => void setUrl({ cols })}
          onSort={(sort) => void setUrl({ sort })}
          onGroup={(group) => void setUrl({ group })}
          onClear={clearFilters}
        />
        {!known && connection.state === "cut" && <NothingYet />}
        {!known && connection.state !== "cut" && <InstancesSkeleton />}
        {known && roomForColumns && (
          <DataGrid
            {...parts}
            columns={columns}
            shown={shownColumns}
            sort={url.sort}
            onSort={(sort) => void setUrl({ sort })}
            selectAllLabel={`Select all ${formatNumber(view.length)} matching`}
            className="flex-1 border-t"
          />
        )}
        {known && !roomForColumns && (
          <DataList
            {...parts}
            rowHeight={CARD_HEIGHT}
            scroller={scroller}
            covered={64}
            renderRow={(row) => <InstanceCard row={row} tag={verdicts.tag} onFix={onFix} />}
          />
        )}
        {selection.size > 0 && (
          <SelectionBar
            selected={selection.size}
            matching={view.length}
            hidden={selection.hiddenBy(view)}
            ids={() =>
              selection
                .rows()
                .map((row) => snapshot.idAt(row))
                .join("\n")
            }
            onSelectAll={() => chosen.setAll(true)}
            onClear={() => {
              selection.clear();
              estateStore().selectionChanged();
            }}
            onTagging={(action) => start(action, selection.rows())}
          />
        )}
      </div>
      {url.node !== null && known && (
        <NodePanel
          node={url.node}
          row={openRow}
          snapshot={snapshot}
          verdicts={verdicts}
          capability={url.cap}
          beside={roomBeside}
          focusAsked={focusAsked}
          onCapability={(cap) => void setUrl({ cap })}
          onTagging={(action) => openRow !== undefined && start(action, [openRow])}
          onClose={() => void setUrl({ node: null })}
        />
      )}
      {tagging.tagging !== null && (
        <TaggingSheet {...tagging.tagging} policy={policy} onClose={tagging.close} onOutcomes={tagging.onOutcomes} />
      )}
    </div>
  );
}
