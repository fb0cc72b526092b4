"use client";

import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { EstateState } from "#components/estate/estate-store.ts";
import { verdictsInForce } from "#components/estate/verdicts-in-force.ts";
import type { GridSource } from "#components/table/grid-source.ts";
import { whenIdle } from "#components/ui/when-idle.ts";
import { coverageOf } from "#lib/domain/coverage.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { type FacetValue, type Query, View } from "#lib/inventory/view.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";
import { accountLabel } from "./account-label.ts";
import { labelOf } from "./filters/instance-fields.ts";
import { valueWords } from "./filters/value-words.ts";
import { type InstanceRow, instanceRow } from "./instance-row.ts";

/** How long the hands have to be still before arriving rows may move others about. */
const STILL_MS = 800;

/** Rows kept drawn beyond those in view; scrolling through all of a large estate must not keep all of it. */
const KEPT_ROWS = 2_000;

/** What takes longest to put in order: no two rows have the same. */
const BY_ID = { field: "id", direction: "asc" } as const;

/** From so many rows on an answer takes longer than a key should: what was typed is shown first, the answer follows. */
const ANSWERED_AT_ONCE = 300_000;

/**
 * The rows that a query finds, in order, and the coverage of the whole estate. A new query is answered at once; new data change what is in the rows at once and their order only while nobody is at work in the table.
 */
export function useInstancesView(estate: EstateState, inForce: InForce, query: Query) {
  const { snapshot } = estate;
  const verdicts = verdictsInForce(snapshot, inForce);
  const late = useDeferredValue(snapshot.rowCount > ANSWERED_AT_ONCE ? query : null);
  const asked = late ?? query;
  const { settled, onTouch } = useSettled(snapshot.version);

  const view = useMemo(() => new View(snapshot, verdicts), [snapshot, verdicts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the snapshot is changed in place; `settled` stands for it.
  const order = useMemo(() => {
    // React may draw the old query once more after the view has answered the new one: what is drawn is this answer.
    return { answer: view.run(asked) };
  }, [view, asked, settled]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the snapshot is changed in place; `settled` stands for it.
  useEffect(() => (snapshot.asOf === null ? undefined : whenIdle(() => view.foresee(BY_ID))), [view, snapshot, settled]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the snapshot is changed in place; `version` stands for it.
  const coverage = useMemo(() => {
    verdicts.refresh();
    return coverageOf(verdicts.counts(asked.capability), snapshot.cells, snapshot.arriving);
  }, [verdicts, snapshot, asked.capability, snapshot.version]);

  // Rows that were made for one answer are the same in the next one, as long as no fact of them has changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const made = useMemo(() => new Map<number, InstanceRow>(), [verdicts, asked.capability, snapshot.version]);

  const source = useMemo((): GridSource<InstanceRow> => {
    const { answer } = order;
    return {
      count: answer.length,
      groups: {
        starts: answer.groups.starts,
        at: (number) => {
          const { start, count, value, kind } = answer.groups.at(number);
          return { start, count, label: groupLabel(snapshot, asked.groupBy ?? "", value, kind) };
        },
      },
      keyAt: (index) => answer.rowAt(index),
      indexOf: (row) => answer.indexOf(row),
      rowAt: (index) => {
        const row = answer.rowAt(index);
        const known = made.get(row);
        if (known !== undefined) return known;
        if (made.size > KEPT_ROWS) made.clear();
        const fresh = instanceRow(verdicts, row, asked.capability);
        made.set(row, fresh);
        return fresh;
      },
    };
  }, [order, made, snapshot, verdicts, asked.capability, asked.groupBy]);

  return { view, verdicts, coverage, source, order, query: asked, onTouch };
}

function groupLabel({ accounts }: Snapshot, field: string, value: string, kind: FacetValue["kind"]): string {
  if (field === "account") return accountLabel(accounts, value);
  if (kind === "missing") return `No ${labelOf(field).toLowerCase()}`;
  return kind === "unread" ? "Not read" : valueWords(field, value);
}

/** The version that the order of the rows may follow: the newest, once nothing has been touched for a moment. */
function useSettled(version: number) {
  const touchedAt = useRef(0);
  const [settled, setSettled] = useState(version);
  useEffect(() => {
    if (settled === version) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const leftMs = touchedAt.current + STILL_MS - Date.now();
      if (leftMs <= 0) setSettled(version);
      else timer = setTimeout(look, leftMs);
    };
    look();
    return () => clearTimeout(timer);
  }, [version, settled]);
  const onTouch = useRef(() => {
    touchedAt.current = Date.now();
  }).current;
  return { settled, onTouch };
}
