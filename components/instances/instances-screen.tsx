"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { estateStore, useEstate } from "#components/estate/use-estate.ts";
import { isAwaited } from "#components/roles/roles-store.ts";
import { rolesStore, useRoles } from "#components/roles/use-roles.ts";
import type { GridParts } from "#components/table/grid-parts.ts";
import { DropTarget } from "#components/ui/drop-target.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { useStable } from "#components/ui/use-stable.ts";
import { whenIdle } from "#components/ui/when-idle.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { Filter, Query } from "#lib/inventory/view.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";
import { CoverageHeader } from "./coverage/coverage-header.tsx";
import { chosenReaches, toggleValue } from "./filters/edit-filters.ts";
import { FilterBar } from "./filters/filter-bar.tsx";
import { gridSelection } from "./grid-selection.ts";
import { columnsInShort } from "./instance-columns.ts";
import { type InstanceRow, nodeName } from "./instance-row.ts";
import { InstancesEmpty, NothingYet } from "./instances-empty.tsx";
import { InstancesSkeleton } from "./instances-skeleton.tsx";
import { InstancesTable } from "./instances-table.tsx";
import { DEFAULT_COLUMNS, type Sort } from "./instances-url.ts";
import { type NodeAction, nextAction } from "./next-action.ts";
import { nodeKeys } from "./node-keys.ts";
import { ScopeBar } from "./scope/scope-bar.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { TYPED, useInstancesUrl } from "./use-instances-url.ts";
import { useInstancesView } from "./use-instances-view.ts";
import { useMediaQuery } from "./use-media-query.ts";
import { useTagging } from "./use-tagging.ts";

const AtHandBar = onDemand(() => import("./at-hand-bar.tsx").then((file) => file.AtHandBar));
const FromListSheet = onDemand(() => import("#components/lists/from-list-sheet.tsx").then((file) => file.FromListSheet));
const InstancesTagging = onDemand(() => import("./instances-tagging.tsx").then((file) => file.InstancesTagging));
const NodePanel = onDemand(() => import("./details/node-panel.tsx").then((file) => file.NodePanel));
const RoleInForce = onDemand(() => import("#components/roles/role-in-force.tsx").then((file) => file.RoleInForce));

export type InstancesScreenProps = {
  /** The policy in force until somebody picks another. */
  defaultPolicy: PolicyInForce;
};

/** The first screen: what Cado can reach, what is in the way of the rest, and what one does about it. */
export function InstancesScreen({ defaultPolicy }: InstancesScreenProps) {
  const estate = useEstate();
  const { snapshot, selection, connection } = estate;
  const [url, setUrl] = useInstancesUrl();
  const policy = url.policy ?? defaultPolicy;
  const roles = useRoles(policy === "role");
  const inForce = useMemo((): InForce => ({ policy, roles: roles.answer }), [policy, roles.answer]);
  const roomForColumns = useMediaQuery("(min-width: 45rem)", true);
  const roomBeside = useMediaQuery("(min-width: 80rem)", true);
  const roomForAll = useMediaQuery("(min-width: 74rem)", true);
  const columns = useMemo(
    () => (roomForAll || url.cols !== DEFAULT_COLUMNS ? url.cols : columnsInShort(DEFAULT_COLUMNS)),
    [roomForAll, url.cols],
  );
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
  const { view, verdicts, coverage, source, order, onTouch } = useInstancesView(estate, inForce, query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: selection and view are changed in place; `estate` and `order` stand for that.
  const chosen = useMemo(() => gridSelection(selection, view, estateStore().selectionChanged), [estate, order]);
  const { wish, start, follow, end } = useTagging();
  const [list, setList] = useState<{ file: File | null } | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const [focusAsked, setFocusAsked] = useState(0);

  useEffect(() => {
    if (connection.state === "signed-out") location.assign("/sign-in");
  }, [connection.state]);

  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => whenIdle(() => setQuiet(true)), []);
  useEffect(() => whenIdle(NodePanel.preload), []);
  const isAnyChosen = selection.size > 0;
  useEffect(() => {
    if (isAnyChosen) return whenIdle(InstancesTagging.preload);
  }, [isAnyChosen]);

  const known = snapshot.id !== "";
  const openRow = url.node === null ? undefined : snapshot.rowOf(url.node.account, url.node.region, url.node.id);
  const show = (row: number) => void setUrl({ node: nodeKeys(snapshot, [row])[0] ?? null });
  const chosenReach = useMemo(() => chosenReaches(url.f), [url.f]);
  const setFilters = useStable((f: Filter[]) => void setUrl({ f: f.length === 0 ? null : f }));
  const clearFilters = useStable(() => void setUrl({ q: null, f: null }));
  const setText = useStable((q: string) => void setUrl({ q: q === "" ? null : q }, TYPED));
  const setSort = useStable((sort: Sort) => void setUrl({ sort }));
  const setGroup = useStable((group: string | null) => void setUrl({ group }));
  const setColumns = useStable((cols: readonly string[] | null) => void setUrl({ cols }));
  const setCapability = useStable((cap: Capability) => void setUrl({ cap }));
  const setPolicy = useStable((next: PolicyInForce) => void setUrl({ policy: next }));
  const toggleReach = useStable((reach: Reach) => setFilters(toggleValue(url.f, "reach", reach)));
  const openList = useStable(() => setList({ file: null }));
  const onFix = useCallback((row: InstanceRow, action: NodeAction) => start(action, [row.key]), [start]);

  const closeDetails = () => {
    void setUrl({ node: null });
    gridRef.current?.focus({ preventScroll: true });
  };

  const parts: GridParts<InstanceRow> = {
    label: "Instances",
    gridRef,
    source,
    selection: chosen,
    rowName: nodeName,
    openKey: openRow ?? null,
    onOpen: (row) => (row === openRow ? setFocusAsked(focusAsked + 1) : show(row)),
    onMove: (row) => openRow !== undefined && roomBeside && show(row),
    onClose: () => (url.node === null ? chosen.clear() : closeDetails()),
    onKey: (key, active) => {
      if (key !== "t") return;
      if (selection.size > 0) start("tag", selection.rows());
      else if (active !== null) start(nextAction(verdicts.tagState(active)), [active]);
    },
    onTouch,
    resetKey: JSON.stringify([url.q, url.f, url.sort, url.group]),
    busy: snapshot.sweeping || snapshot.arriving,
    empty: <InstancesEmpty snapshot={snapshot} filtered={url.q !== "" || url.f.length > 0} onClearFilters={clearFilters} />,
  };

  return (
    <div className="flex h-[calc(100dvh-var(--header-height))] min-h-0">
      <h1 className="sr-only">Instances</h1>
      <DropTarget
        words="Drop a list of ids to select its instances."
        onFiles={([file]) => file !== undefined && setList({ file })}
        className="flex min-w-0 flex-1"
      >
        <div ref={scroller} className="flex min-w-0 flex-1 flex-col overflow-y-auto">
          <CoverageHeader
            coverage={coverage}
            pending={!known || (policy === "role" && isAwaited(roles))}
            capability={url.cap}
            onCapability={setCapability}
            policy={policy}
            roles={roles}
            onPolicy={setPolicy}
            chosen={chosenReach}
            onReach={toggleReach}
          />
          {policy === "role" && <RoleInForce roles={roles} accounts={snapshot.accounts} onRefresh={rolesStore().refresh} />}
          {isQuiet && <AtHandBar onFollow={follow} />}
          <ScopeBar
            snapshot={snapshot}
            version={snapshot.version}
            connection={connection}
            catchingUp={estate.catchingUp}
            onRetry={estateStore().retryNow}
          />
          <FilterBar
            snapshot={snapshot}
            view={view}
            known={known}
            wide={roomForColumns}
            text={url.q}
            filters={url.f}
            columns={columns}
            sort={url.sort}
            group={url.group}
            onText={setText}
            onFilters={setFilters}
            onColumns={setColumns}
            onSort={setSort}
            onGroup={setGroup}
            onClear={clearFilters}
            onFromList={openList}
          />
          {!known && (connection.state === "cut" ? <NothingYet /> : <InstancesSkeleton />)}
          {known && (
            <InstancesTable
              {...parts}
              tag={verdicts.tag}
              columns={columns}
              asColumns={roomForColumns}
              detailsBeside={roomBeside && url.node !== null}
              scroller={scroller}
              sort={url.sort}
              onSort={setSort}
              onFix={onFix}
            />
          )}
          {isAnyChosen && (
            <SelectionBar
              selected={selection.size}
              matching={view.length}
              hidden={selection.hiddenBy(view)}
              ids={() => Array.from(selection.rows(), (row) => snapshot.idAt(row)).join("\n")}
              onSelectAll={() => chosen.setAll(true)}
              onClear={chosen.clear}
              onTagging={(action, incident) => start(action, selection.rows(), incident)}
            />
          )}
        </div>
      </DropTarget>
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
          onTagging={(action, incident) => openRow !== undefined && start(action, [openRow], incident)}
          onClose={closeDetails}
        />
      )}
      {list !== null && <FromListSheet file={list.file} onClose={() => setList(null)} onSelect={chooseRows} />}
      {wish !== null && <InstancesTagging wish={wish} inForce={inForce} onClose={end} />}
    </div>
  );
}

/** Chooses these rows and no others. */
function chooseRows(rows: readonly number[]): void {
  const { selection } = estateStore().getState();
  selection.clear();
  for (const row of rows) selection.set(row, true);
  estateStore().selectionChanged();
}
