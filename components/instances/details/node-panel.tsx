"use client";

import { useDeferredValue } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { isGap } from "#lib/domain/cell.ts";
import type { NodeKey } from "#lib/domain/ids.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { instanceRow, nodeName } from "../instance-row.ts";
import type { NodeAction } from "../next-action.ts";
import { ProblemText } from "../scope/problem-text.tsx";
import { DetailsPanel } from "./details-panel.tsx";
import { InstanceDetails } from "./instance-details.tsx";

export type NodePanelProps = {
  node: NodeKey;
  /** Its row, where the snapshot has it. */
  row: number | undefined;
  snapshot: Snapshot;
  verdicts: VerdictColumns;
  capability: Capability;
  beside: boolean;
  focusAsked: number;
  onCapability: (capability: Capability) => void;
  onTagging: (action: NodeAction, incident?: boolean) => void;
  onClose: () => void;
};

/** The details of the node that the URL names, or why there are none. */
export function NodePanel({ node, row, snapshot, verdicts, capability, onCapability, onTagging, ...panel }: NodePanelProps) {
  // The frame first: all of the details are more than a press may wait for on a slow machine.
  const isFramed = useDeferredValue(true, false);
  const frame = { beside: panel.beside, focusAsked: panel.focusAsked, onClose: panel.onClose };
  if (row === undefined) {
    return (
      <DetailsPanel {...frame} title={node.id} description={`${node.account} · ${node.region}`}>
        <NotThere node={node} snapshot={snapshot} />
      </DetailsPanel>
    );
  }
  const shown = instanceRow(verdicts, row, capability);
  return (
    <DetailsPanel
      {...frame}
      title={nodeName(shown)}
      description={
        <>
          <span className="ident">{node.id}</span> · <bdi>{shown.account}</bdi> · {node.region}
        </>
      }
    >
      {isFramed && (
        <InstanceDetails
          row={shown}
          verdicts={verdicts}
          capability={capability}
          onCapability={onCapability}
          onTagging={onTagging}
        />
      )}
    </DetailsPanel>
  );
}

function NotThere({ node, snapshot }: { node: NodeKey; snapshot: Snapshot }) {
  const cell = snapshot.cells.find(({ account, region }) => account === node.account && region === node.region);
  if (cell === undefined) {
    return (
      <EmptyState title="Outside of what is read">
        This account and region is not among those that the dashboard reads.
      </EmptyState>
    );
  }
  if (cell.state === "waiting" || cell.state === "reading") {
    return <EmptyState title="Not read yet">Its account and region is being read just now.</EmptyState>;
  }
  if (isGap(cell)) {
    return (
      <EmptyState title="Could not be read">
        {cell.problem === undefined ? (
          "Reading was stopped before its account and region was finished."
        ) : (
          <ProblemText problem={cell.problem} />
        )}
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No such instance">
      Its account and region was read, and no instance there has this id. It may have been terminated.
    </EmptyState>
  );
}
