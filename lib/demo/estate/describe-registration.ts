import { agentOf, LATEST_AGENT } from "./agents.ts";
import { type PlacedInstance, privateIpOf } from "./describe-instance.ts";
import type { InstanceRow } from "./instance-columns.ts";
import { privateDnsName } from "./names.ts";
import { hexDigits } from "./random.ts";
import type { EstateSsm } from "./ssm-registration.ts";

/** "The agent sends a heartbeat every five minutes" (Systems Manager, message APIs). */
const HEARTBEAT_MS = 300_000;

/** What the default host management of Systems Manager registers instances with. */
const HOST_MANAGEMENT_ROLE = "AWSSystemsManagerDefaultEC2InstanceManagementRole";

/** The instance as SSM lists it at `atMs`, or null: never registered, or not running. */
export function describeRegistration(placed: PlacedInstance, nowMs: number, atMs: number): EstateSsm | null {
  const { row, workload, noise, region, cell, index } = placed;
  if (row.state !== "running" || row.registration === "none") return null;
  const { image } = workload;
  const agentVersion = agentOf(row.agent);
  const ipAddress = privateIpOf(cell, index);
  return {
    id: placed.id,
    pingStatus: row.registration,
    lastPingMs: lastPingMs(row, noise, nowMs, atMs),
    agentVersion,
    isLatestVersion: agentVersion === LATEST_AGENT,
    platformType: image.ssmType,
    platformName: image.ssmName,
    platformVersion: image.ssmVersion,
    computerName:
      image.ssmType === "Windows" ? `EC2AMAZ-${hexDigits(7, noise).toUpperCase()}` : privateDnsName(ipAddress, region),
    ipAddress,
    resourceType: "EC2Instance",
    sourceType: "AWS::EC2::Instance",
    iamRole: workload.profile === null ? HOST_MANAGEMENT_ROLE : null,
    activationId: null,
    name: null,
    registrationMs: null,
    associationStatus: noise % 9 === 0 ? null : noise % 31 === 0 ? "Failed" : "Success",
  };
}

/** An online node's last heartbeat before `atMs`; a silent one's before it fell silent. Whole seconds. */
export function lastPingMs(
  row: Pick<InstanceRow, "registration" | "silent">,
  noise: number,
  nowMs: number,
  atMs: number,
): number {
  const at =
    row.registration === "Online" ? atMs - ((((atMs - noise * 1000) % HEARTBEAT_MS) + HEARTBEAT_MS) % HEARTBEAT_MS) : nowMs;
  return Math.floor(at / 1000) * 1000 - row.silent * 1000;
}
