import { accountLabel } from "#components/instances/account-label.ts";
import { ssmCell } from "#components/instances/cells/ssm-cell.ts";
import { stateCell } from "#components/instances/cells/state-cell.ts";
import { tagCell } from "#components/instances/cells/tag-cell.ts";
import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { ReachMark } from "#components/reach/reach-mark.tsx";
import { CellView } from "#components/table/cell-view.tsx";
import type { KnownNode } from "#lib/denial/advice.ts";
import { reachOf } from "#lib/domain/reach.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

export type KnownNodeListProps = { known: Extract<KnownNode, { state: "known" }>; snapshot: Snapshot };

/** What is true of the node now, as it was last read. */
export function KnownNodeList({ known: { node, tag, runCommand, portForwarding }, snapshot }: KnownNodeListProps) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      <dt className="text-ink-2">Node</dt>
      <dd className="min-w-0 break-words">
        <bdi className="font-medium">{node.name || node.id}</bdi> <span className="ident text-ink-3">{node.id}</span>
      </dd>
      <dt className="text-ink-2">Where</dt>
      <dd>
        <bdi>{accountLabel(snapshot.accounts, node.account)}</bdi> · {node.region}
      </dd>
      <dt className="text-ink-2">State</dt>
      <dd>
        <CellView content={stateCell(node.state)} />
      </dd>
      <dt className="text-ink-2">SSM</dt>
      <dd>
        <CellView content={ssmCell(node.ssm, node.lastPing)} />
      </dd>
      <dt className="text-ink-2">Cado tag</dt>
      <dd className="min-w-0">
        <CellView content={tagCell(tag, snapshot.tag)} />
      </dd>
      <dt className="text-ink-2">{CAPABILITY_WORDS["run-command"]}</dt>
      <dd>
        <ReachMark reach={reachOf(runCommand)} />
      </dd>
      <dt className="text-ink-2">{CAPABILITY_WORDS["port-forwarding"]}</dt>
      <dd>
        <ReachMark reach={reachOf(portForwarding)} />
      </dd>
    </dl>
  );
}
