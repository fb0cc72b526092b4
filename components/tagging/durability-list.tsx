import { useMemo } from "react";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { durabilityWarnings } from "./durability.ts";

const SHOWN = 3;

/** Where the tag will not last by itself, and what makes it last. */
export function DurabilityList({ snapshot, nodes }: { snapshot: Snapshot; nodes: readonly TaggingTarget[] }) {
  const warnings = useMemo(() => durabilityWarnings(snapshot, nodes), [snapshot, nodes]);
  if (warnings.length === 0) return null;
  const owned = warnings.reduce((sum, { nodes: count }) => sum + count, 0);
  const rest = warnings.slice(SHOWN);
  return (
    <Notice tone="warning" title={durabilityTitle(owned, nodes.length)}>
      <ul className="mt-1 flex flex-col gap-1.5">
        {warnings.slice(0, SHOWN).map((warning) => (
          <Warning key={warning.key} warning={warning} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="mt-1.5">
          <summary>{formatCount(rest.length, "more owner", "more owners")}</summary>
          <ul className="mt-1.5 flex flex-col gap-1.5">
            {rest.map((warning) => (
              <Warning key={warning.key} warning={warning} />
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}

function Warning({ warning: { kind, owner, nodes, durability } }: { warning: ReturnType<typeof durabilityWarnings>[number] }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="font-medium text-ink">
        {formatCount(nodes, "node")} · {kind} <bdi>{owner}</bdi>
      </span>{" "}
      {durability}
    </li>
  );
}

function durabilityTitle(owned: number, all: number): string {
  if (all === 1) return "The tag may not last: something else makes or replaces this node";
  return `On ${owned === all ? "all" : formatNumber(owned)} of them the tag may not last: something else makes or replaces them`;
}
