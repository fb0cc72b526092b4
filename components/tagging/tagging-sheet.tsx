"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useEstate } from "#components/estate/use-estate.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { TaggingAction, TaggingOutcome } from "#lib/domain/tagging.ts";
import type { InForce } from "#lib/roles/authorize-in-force.ts";
import { taggingApi } from "./tagging-api.ts";
import { TaggingBody } from "./tagging-body.tsx";
import { TaggingFlow } from "./tagging-flow.ts";
import { TaggingFooter } from "./tagging-footer.tsx";
import { sheetTitle } from "./tagging-words.ts";

export type TaggingSheetProps = {
  action: TaggingAction;
  nodes: readonly NodeKey[];
  /** The policy in force: with it the review says what Cado gains. */
  inForce?: InForce;
  onClose: () => void;
  /** One outcome per node once a job has ended, also when the sheet was closed before that. */
  onOutcomes: (outcomes: readonly TaggingOutcome[]) => void;
};

/** Review, apply, see what came of it. Closing it while a job runs leaves the job alone. Load it lazily. */
export function TaggingSheet({ action, nodes, inForce, onClose, onOutcomes }: TaggingSheetProps) {
  const report = useRef(onOutcomes);
  const [open, setOpen] = useState(true);
  const [flow] = useState(
    () => new TaggingFlow({ action, nodes, api: taggingApi, onOutcomes: (outcomes) => report.current(outcomes) }),
  );
  const state = useSyncExternalStore(flow.subscribe, flow.getState, flow.getState);
  const { snapshot } = useEstate();

  useEffect(() => {
    report.current = onOutcomes;
  });
  useEffect(() => flow.begin(), [flow]);

  return (
    <Sheet
      title={"plan" in state ? sheetTitle(state.plan) : sheetTitle({ action, nodes })}
      open={open}
      onClose={() => setOpen(false)}
      onClosed={onClose}
      width="lg"
      footer={<TaggingFooter flow={flow} state={state} onClose={() => setOpen(false)} />}
    >
      <TaggingBody flow={flow} state={state} nodes={nodes} snapshot={snapshot} inForce={inForce ?? null} />
    </Sheet>
  );
}
