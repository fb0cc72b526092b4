import type { EstateInstance, EstateInstanceState } from "./instance.ts";
import type { InstanceRow } from "./instance-columns.ts";
import { privateDnsName } from "./names.ts";
import { hexDigits, pickAt } from "./random.ts";
import type { Workload } from "./workload.ts";

/** An instance's facts, its workload, and where it is. */
export type PlacedInstance = {
  id: string;
  index: number;
  row: InstanceRow;
  workload: Workload;
  /** 32 bits that belong to this instance alone. */
  noise: number;
  region: string;
  /** Number of the cell in the estate; its networks follow from it. */
  cell: number;
};

/** EC2 API reference, InstanceState. */
const STATE_CODES: Record<EstateInstanceState, number> = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

const HOSTS_PER_BLOCK = 248;

/** The instance as EC2 tells it. A terminated one has lost its network and its profile. */
export function describeInstance(placed: PlacedInstance): EstateInstance {
  const { id, row, workload, noise, region, cell } = placed;
  const gone = row.state === "terminated";
  const instanceType = pickAt(workload.instanceTypes, noise >>> 3);
  const zone = pickAt(["a", "b", "c"], noise >>> 5);
  const network = pickAt([1, 2], workload.serial);
  const privateIp = gone ? "" : privateIpOf(cell, placed.index);
  const isPublic = !gone && row.state === "running" && (workload.app.stem === "bastion" || workload.app.stem === "vpn");
  return {
    id,
    reservationId: `r-0${hexDigits(16, noise, cell)}`,
    state: row.state,
    stateCode: STATE_CODES[row.state],
    stateTransitionReason: transitionReason(row, noise),
    platform: workload.image.ssmType === "Windows" ? "windows" : null,
    platformDetails: workload.image.details,
    instanceType,
    architecture: architectureOf(instanceType),
    imageId: workload.imageId,
    keyName: workload.keyName,
    launchTimeMs: row.launched * 1000,
    privateIp,
    privateDnsName: gone ? "" : privateDnsName(privateIp, region),
    publicIp: isPublic ? `203.0.113.${(noise % 250) + 2}` : null,
    availabilityZone: `${region}${zone}`,
    vpcId: gone ? "" : `vpc-0${hexDigits(16, cell, network)}`,
    subnetId: gone ? "" : `subnet-0${hexDigits(16, cell, network, zone.charCodeAt(0))}`,
    instanceProfile: gone ? null : workload.profile,
    operator: workload.operator,
  };
}

/** An address in the cell's part of 10.0.0.0/8, no two alike in one cell of up to a million. */
export function privateIpOf(cell: number, index: number): string {
  const scattered = Math.imul(index, 40503) & 0xfffff;
  const block = Math.floor(scattered / HOSTS_PER_BLOCK);
  return `10.${(cell % 14) * 17 + (block >>> 8)}.${block & 0xff}.${(scattered % HOSTS_PER_BLOCK) + 4}`;
}

function architectureOf(instanceType: string): EstateInstance["architecture"] {
  if (instanceType.startsWith("mac")) return "arm64_mac";
  return /^[a-z]+\dg/.test(instanceType) ? "arm64" : "x86_64";
}

function transitionReason({ state, launched }: InstanceRow, noise: number): string {
  if (state === "pending" || state === "running") return "";
  const when = new Date((launched + (noise % 3600)) * 1000).toISOString().slice(0, 19).replace("T", " ");
  return `User initiated (${when} GMT)`;
}
