"use client";

import { useCallback, useState } from "react";
import { estateStore } from "#components/estate/use-estate.ts";
import type { FollowedJob, TaggingWish } from "#components/tagging/tagging-wish.ts";
import { jobsAtHandStore } from "#components/tagging/use-jobs-at-hand.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import type { TaggingOutcome } from "#lib/domain/tagging.ts";
import type { NodeAction } from "./next-action.ts";
import { nodeKeys } from "./node-keys.ts";

/** What is being tagged just now, and what becomes of the selection when it is done: what failed stays chosen. */
export function useTagging() {
  const [wish, setWish] = useState<TaggingWish | FollowedJob | null>(null);
  const start = useCallback((action: NodeAction, rows: readonly number[], incident = false) => {
    const nodes = nodeKeys(estateStore().getState().snapshot, rows);
    if (nodes.length > 0) setWish({ action, nodes, ...(incident && { incident }) });
  }, []);
  const follow = useCallback((jobId: string) => setWish({ follow: jobId }), []);
  return { wish, start, follow, onClose: () => close(setWish), onOutcomes: dropDone, onLeft: watch };
}

function close(setWish: (wish: null) => void): void {
  setWish(null);
  jobsAtHandStore().look();
}

function watch(jobId: string): void {
  jobsAtHandStore().watch(jobId, dropDone);
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
