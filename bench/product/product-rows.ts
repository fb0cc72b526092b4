import { accountLabel } from "../../components/instances/account-label.ts";
import { decideVerdict } from "../../lib/domain/decide-verdict.ts";
import { reachOf } from "../../lib/domain/reach.ts";
import { readTagState } from "../../lib/domain/tag-state.ts";
import type { NaiveRow } from "../../lib/inventory/reference/naive-query.ts";
import type { Snapshot } from "../../lib/inventory/snapshot.ts";
import { createAuthorize } from "../../lib/policy/evaluate.ts";
import { renderVariant } from "../../lib/policy/variants.ts";
import type { PeerRow } from "../peers/row.ts";

/** Every row of the estate in row order, for the naive engine that knows no columns; under the demo's policy in force. */
export function productRows(snapshot: Snapshot): NaiveRow[] {
  const { tag, accounts } = snapshot;
  const authorize = createAuthorize({ identity: [renderVariant({ variant: "documented-tagged", partition: "aws", tag })] });
  return Array.from({ length: snapshot.rowCount }, (_, row) => {
    const node = snapshot.node(row);
    const cell = snapshot.cells[snapshot.cellOf(row)];
    if (cell === undefined) throw new Error(`row ${row} has no cell`);
    return {
      row,
      node,
      cell,
      label: accountLabel(accounts, node.account),
      reading: readTagState(node.tags, tag),
      verdict: (capability) => decideVerdict(node, capability, tag, authorize),
    };
  });
}

/** The same rows as objects of text, for tables that keep such. */
export function peerRows(rows: readonly NaiveRow[]): PeerRow[] {
  return rows.map(({ node, label, reading, verdict }) => ({
    name: node.name,
    id: node.id,
    account: label,
    region: node.region,
    state: node.state,
    platform: node.platform,
    ssm: node.ssm,
    tagState: reading.state,
    reach: reachOf(verdict("run-command")),
    instanceType: node.instanceType,
    privateIp: node.privateIp,
    launched: node.launched === null ? "" : new Date(node.launched * 1000).toISOString(),
  }));
}
