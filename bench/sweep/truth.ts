import { createEstate, type Estate, type EstateShape } from "../../lib/demo/estate/estate.ts";
import type { Snapshot } from "../../lib/inventory/snapshot.ts";

/** The estate that the stand-in has under the same settings, made once more: what a sweep has to find. */
export function estateOf(instances: number, shape: EstateShape, seed = 1): Estate {
  return createEstate({ instances, shape, seed, nowMs: Date.now() });
}

const PING: Readonly<Record<string, string>> = { Online: "online", ConnectionLost: "connection-lost", Inactive: "inactive" };

/**
 * Holds what was read to what there is: every node of every account-region, no other, with its state, type, address, SSM
 * status and tags. Throws with the first difference. The account-region that is denied to everybody is left out.
 */
export function holdToTruth(snapshot: Snapshot, estate: Estate): void {
  const rows = new Map<string, number>();
  for (let row = 0; row < snapshot.rowCount; row += 1) {
    if (snapshot.isGone(row)) continue;
    const { account, region, id } = snapshot.node(row);
    const key = `${account}/${region}/${id}`;
    if (rows.has(key)) throw new Error(`${key} is there twice`);
    rows.set(key, row);
  }
  const { deniedCell } = estate;
  for (const cell of estate.cells) {
    const { account, region } = cell;
    if (account === deniedCell.account && region === deniedCell.region) continue;
    for (let index = 0; index < cell.size; index += 1) {
      const key = `${account}/${region}/${cell.id(index)}`;
      const row = rows.get(key);
      if (row === undefined) throw new Error(`${key} was not found`);
      rows.delete(key);
      const found = snapshot.node(row);
      const ssm = cell.ssm(index);
      const ec2 = index < cell.ec2Count ? cell.instance(index) : null;
      const wanted = {
        state: ec2?.state ?? "none",
        instanceType: ec2?.instanceType ?? "",
        privateIp: ec2?.privateIp ?? "",
        ssm: ssm === null ? "not-managed" : PING[ssm.pingStatus],
        tags: sorted(cell.tags(index)),
      };
      const { state, instanceType, privateIp, ssm: ping, tags } = found;
      const has = { state, instanceType, privateIp, ssm: ping, tags: sorted(Object.entries(tags ?? { unread: "" })) };
      if (JSON.stringify(has) !== JSON.stringify(wanted)) {
        throw new Error(`${key} was read as ${JSON.stringify(has)} and is ${JSON.stringify(wanted)}`);
      }
    }
  }
  const [invented] = rows.keys();
  if (invented !== undefined) throw new Error(`${invented} was read and is not there`);
}

function sorted(tags: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...tags].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
