"use client";

import { useCallback, useState } from "react";
import { estateStore } from "#components/estate/use-estate.ts";
import type { NodeKey } from "#lib/domain/ids.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import type { TaggingAction, TaggingOutcome } from "#lib/domain/tagging.ts";
import { nodeKeys } from "./node-keys.ts";

export type Tagging = { action: TaggingAction; nodes: readonly NodeKey[] };

/** What is being tagged just now, and what becomes of the selection when it is done: what failed stays chosen. */
export function useTagging() {
  const [tagging, setTagging] = useState<Tagging | null>(null);
  const start = useCallback((action: TaggingAction, rows: readonly number[]) => {
    const nodes = nodeKeys(estateStore().getState().snapshot, rows);
    if (nodes.length > 0) setTagging({ action, nodes });
  }, []);
  return { tagging, start, onClose: () => setTagging(null), onOutcomes: dropDone };
}

function dropDone(outcomes: readonly TaggingOutcome[]): void {
  const { snapshot, selection } = estateStore().getState();
  for (const outcome of outcomes) {
    if (outcome.state !== "verified" && outcome.state !== "already") continue;
    const account = parseAccountId(outcome.account);
    const region = parseRegionName(outcome.region);
    const id = parseInstanceId(outcome.id);
    const row = account && region && id && snapshot.rowOf(account, region, id);
    if (row !== undefined) selection.set(row, false);
  }
  estateStore().selectionChanged();
}
