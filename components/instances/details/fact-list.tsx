import type { ReactNode } from "react";
import { CellView } from "#components/table/cell-view.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Cell } from "#lib/domain/cell.ts";
import type { Node } from "#lib/domain/node.ts";
import { ssmCell } from "../cells/ssm-cell.ts";
import { stateCell } from "../cells/state-cell.ts";
import { PLATFORM_WORDS } from "../instance-columns.ts";
import { Moment } from "../moment.tsx";

/** Every fact that was read about a node, besides its tags. What was not told says so. */
export function FactList({ node, account, cell }: { node: Node; account: string; cell: Cell | undefined }) {
  const time = (seconds: number | null) => seconds !== null && <Moment at={seconds * 1000} as="full" />;
  return (
    <dl className="flex flex-col">
      <Fact name="Instance" copy={node.id}>
        <span className="ident">{node.id}</span>
      </Fact>
      <Fact name="Account" copy={node.account}>
        {account === node.account ? "" : `${account} · `}
        <span className="ident">{node.account}</span>
      </Fact>
      <Fact name="Region">{node.region}</Fact>
      <Fact name="State">
        <CellView content={stateCell(node.state)} />
      </Fact>
      <Fact name="Platform">
        {PLATFORM_WORDS[node.platform]}
        {node.platformName && `, ${node.platformName}`}
      </Fact>
      <Fact name="SSM">
        <CellView content={ssmCell(node.ssm, node.lastPing)} />
      </Fact>
      <Fact name="Last ping">{time(node.lastPing)}</Fact>
      <Fact name="SSM agent">{node.agentVersion}</Fact>
      <Fact name="Instance type">{node.instanceType}</Fact>
      <Fact name="Private IP" copy={node.privateIp}>
        {node.privateIp && <span className="ident">{node.privateIp}</span>}
      </Fact>
      <Fact name="Instance profile" copy={node.instanceProfile}>
        {node.instanceProfile && <span className="ident">{node.instanceProfile}</span>}
      </Fact>
      <Fact name="Launched">{time(node.launched)}</Fact>
      <Fact name="Managed by">{node.managedBy}</Fact>
      <Fact name="Read">{cell?.readAt != null && <Moment at={Date.parse(cell.readAt)} as="full" />}</Fact>
    </dl>
  );
}

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-3 border-b py-0.5 last:border-b-0">
      <dt className="text-ink-2">{name}</dt>
      <dd className="flex min-w-0 items-center justify-between gap-2">
        <span className="min-w-0 break-words">{children || <span className="text-ink-3">(not told)</span>}</span>
        {copy && <CopyButton iconOnly text={copy} label={`Copy ${name.toLowerCase()}`} />}
      </dd>
    </div>
  );
}
