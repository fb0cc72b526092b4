import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { PlannedNode } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { MOST_TAGS, nearTagLimit } from "./near-tag-limit.ts";
import { identityOf } from "./node-item.ts";

export type NearLimitListProps = { snapshot: Snapshot; changes: readonly Extract<PlannedNode, { plan: "change" }>[] };

const SHOWN = 5;

/** Nodes that have almost all the tags that AWS allows. */
export function NearLimitList({ snapshot, changes }: NearLimitListProps) {
  const near = nearTagLimit(snapshot, changes);
  if (near.length === 0) return null;
  const rest = near.length - SHOWN;
  return (
    <Notice tone="warning" title={`${formatCount(near.length, "node is", "nodes are")} near AWS’s limit of ${MOST_TAGS} tags`}>
      <ul className="mt-1 flex flex-col gap-0.5">
        {near.slice(0, SHOWN).map(({ node, now, after }) => {
          const { name, id, place } = identityOf(node, snapshot);
          return (
            <li key={`${node.account} ${node.region} ${id}`} className="[overflow-wrap:anywhere]">
              <bdi className="font-medium text-ink">{name || id}</bdi> {place}: {now} tags now, {after} after it
            </li>
          );
        })}
      </ul>
      {rest > 0 && `and ${formatNumber(rest)} more`}
    </Notice>
  );
}
