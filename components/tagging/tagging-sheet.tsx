"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useEstate } from "#components/estate/use-estate.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { TaggingOutcome } from "#lib/domain/tagging.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";
import { taggingApi } from "./tagging-api.ts";
import { TaggingBody } from "./tagging-body.tsx";
import { type FlowState, known, TaggingFlow } from "./tagging-flow.ts";
import { TaggingFooter } from "./tagging-footer.tsx";
import type { FollowedJob, TaggingWish } from "./tagging-wish.ts";
import { sheetTitle } from "./tagging-words.ts";
import { useIsPast } from "./use-is-past.ts";
import { usePurpose } from "./use-purpose.ts";

export type TaggingSheetProps = {
  /** What to review, or the job to look at. Read once: give another sheet to another wish. */
  wish: TaggingWish | FollowedJob;
  /** The policy in force: with it the review says what Cado gains. */
  inForce?: InForce;
  onClose: () => void;
  /** One outcome per node once a job has ended while this was open. */
  onOutcomes?: (outcomes: readonly TaggingOutcome[]) => void;
  /** A job that was still going on when this was closed. */
  onLeft?: (jobId: string) => void;
};

/** Review, apply, see what came of it. Closing it while a job runs leaves the job alone. Load it lazily. */
export function TaggingSheet({ wish, inForce, onClose, onOutcomes, onLeft }: TaggingSheetProps) {
  const report = useRef({ onOutcomes, onLeft });
  const [open, setOpen] = useState(true);
  const [flow] = useState(
    () =>
      new TaggingFlow({
        wish,
        api: taggingApi,
        onOutcomes: (outcomes) => report.current.onOutcomes?.(outcomes),
        onLeft: (jobId) => report.current.onLeft?.(jobId),
      }),
  );
  const state = useSyncExternalStore(flow.subscribe, flow.getState, flow.getState);
  const form = usePurpose(flow, state);
  const stale = useIsPast(state.phase === "review" ? state.plan.validUntil : null);
  const { snapshot } = useEstate();
  const nodes = "nodes" in wish ? (wish.nodes ?? null) : null;

  useEffect(() => {
    report.current = { onOutcomes, onLeft };
  });
  useEffect(() => {
    flow.begin();
    return () => flow.leave();
  }, [flow]);

  const parts = { flow, state, form, stale };
  return (
    <Sheet
      title={titleOf(state, wish)}
      open={open}
      onClose={() => setOpen(false)}
      onClosed={onClose}
      width="lg"
      footer={<TaggingFooter {...parts} onClose={() => setOpen(false)} />}
    >
      <TaggingBody {...parts} nodes={nodes} snapshot={snapshot} inForce={inForce ?? null} />
    </Sheet>
  );
}

function titleOf(state: FlowState, wish: TaggingWish | FollowedJob): string {
  if ("job" in state && state.job !== null) return sheetTitle(state.job.action, state.job.incident !== null, known(state.job));
  if ("plan" in state && state.plan !== null) {
    return sheetTitle(state.plan.action, state.phase === "review" && state.incident, state.plan.nodes);
  }
  if ("follow" in wish) return "Tagging job";
  return sheetTitle(wish.action, wish.action !== "undo" && wish.incident === true, wish.nodes ?? null);
}
