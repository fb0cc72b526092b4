"use client";

import { estateStore } from "#components/estate/use-estate.ts";
import { TaggingSheet, type TaggingSheetProps } from "#components/tagging/tagging-sheet.tsx";
import { jobsAtHandStore } from "#components/tagging/use-jobs-at-hand.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import type { TaggingOutcome } from "#lib/domain/tagging.ts";

export type InstancesTaggingProps = Omit<TaggingSheetProps, "onOutcomes" | "onLeft">;

/** The sheet for what was selected here, and what becomes of the selection when it is done: what failed stays chosen. */
export function InstancesTagging({ onClose, ...sheet }: InstancesTaggingProps) {
  const close = () => {
    onClose();
    jobsAtHandStore().look();
  };
  return <TaggingSheet {...sheet} onClose={close} onOutcomes={dropDone} onLeft={watch} />;
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
