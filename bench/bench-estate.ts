import type { EstateCell } from "../lib/demo/estate/cell.ts";
import { createEstate } from "../lib/demo/estate/estate.ts";
import type { Cell } from "../lib/domain/cell.ts";
import { kindOf, parseAccountId, parseInstanceId, parseRegionName } from "../lib/domain/ids.ts";
import type { Node, Platform, SsmState } from "../lib/domain/node.ts";
import { DOCUMENTED_TAG } from "../lib/domain/tag-spec.ts";
import { Snapshot } from "../lib/inventory/snapshot.ts";
import { encodeRows } from "../lib/inventory/sweep/encode-columns.ts";
import { WIRE_VERSION } from "../lib/inventory/wire.ts";

const SSM: Readonly<Record<string, SsmState>> = { Online: "online", ConnectionLost: "connection-lost", Inactive: "inactive" };
const PLATFORMS: Readonly<Record<string, Platform>> = { Linux: "linux", Windows: "windows", MacOS: "macos" };

/** For benchmarks: the demo estate as a snapshot that was read to the end, without any wire in between. */
export function benchEstate(instances: number): Snapshot {
  const estate = createEstate({ instances, seed: 1, nowMs: Date.UTC(2026, 10, 20) });
  const snapshot = new Snapshot();
  const cells = estate.cells.map(toCell);
  const accounts = estate.accounts.map(({ id, label }) => ({ id, label }));
  snapshot.apply({ t: "open", v: WIRE_VERSION, snapshot: "bench", tag: DOCUMENTED_TAG, accounts, cells, sweeping: true });
  for (const [at, cell] of cells.entries()) {
    const nodes = nodesOf(estate.cells[at], cell);
    if (nodes.length === 0) continue;
    snapshot.apply({ t: "rows", at: snapshot.rowCount, n: nodes.length, cols: encodeRows(cell.index, nodes) });
  }
  snapshot.apply({ t: "done", asOf: "2026-11-20T00:00:00Z" });
  return snapshot;
}

function toCell({ account, region }: EstateCell, index: number): Cell {
  const key = { account: parseAccountId(account), region: parseRegionName(region) };
  if (key.account === undefined || key.region === undefined) throw new RangeError(`no place: ${account} ${region}`);
  return { index, account: key.account, region: key.region, partition: "aws", state: "read", nodes: 0, readAt: null, notes: [] };
}

function nodesOf(estate: EstateCell | undefined, { partition, account, region }: Cell): readonly Node[] {
  if (estate === undefined) return [];
  return Array.from({ length: estate.size }, (_, at): Node => {
    const id = parseInstanceId(estate.id(at));
    if (id === undefined) throw new RangeError(`no id: ${estate.id(at)}`);
    const ssm = estate.ssm(at);
    const ec2 = at < estate.ec2Count ? estate.instance(at) : null;
    const tags = Object.fromEntries(estate.tags(at));
    return {
      partition,
      account,
      region,
      id,
      kind: kindOf(id),
      name: tags.Name ?? "",
      state: ec2?.state ?? "none",
      platform: ssm === null ? (ec2?.platform ?? "unknown") : (PLATFORMS[ssm.platformType] ?? "unknown"),
      platformName: ssm?.platformName ?? "",
      ssm: ssm === null ? "not-managed" : (SSM[ssm.pingStatus] ?? "unknown"),
      lastPing: ssm === null ? null : Math.floor(ssm.lastPingMs / 1000),
      agentVersion: ssm?.agentVersion ?? "",
      tags,
      instanceType: ec2?.instanceType ?? "",
      privateIp: ec2?.privateIp ?? "",
      instanceProfile: ec2?.instanceProfile?.arn ?? "",
      launched: ec2 === null ? null : Math.floor(ec2.launchTimeMs / 1000),
      managedBy: ec2?.operator?.principal ?? "",
    };
  });
}
