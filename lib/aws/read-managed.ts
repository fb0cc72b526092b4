import "server-only";
import { parseInstanceId } from "#lib/domain/ids.ts";
import type { Node, Platform, SsmState } from "#lib/domain/node.ts";

/** What SSM tells of a managed node. `name` is the computer name. */
export type SsmNode = Pick<Node, "id" | "name" | "platform" | "platformName" | "ssm" | "lastPing" | "agentVersion">;

/** A node of DescribeInstanceInformation or DescribeInstanceProperties, as the SDK tells it. */
export type Described = {
  InstanceId?: string | undefined;
  ComputerName?: string | undefined;
  Name?: string | undefined;
  PlatformType?: string | undefined;
  PlatformName?: string | undefined;
  PlatformVersion?: string | undefined;
  PingStatus?: string | undefined;
  LastPingDateTime?: Date | undefined;
  AgentVersion?: string | undefined;
  InstanceState?: string | undefined;
};

/** A node that SSM lists; `present` is false for one that is stopped or gone, which only DescribeInstanceProperties tells. */
export type ManagedNode = { node: SsmNode; present: boolean };

const TEXTS = [
  "InstanceId",
  "ComputerName",
  "Name",
  "PlatformType",
  "PlatformName",
  "PlatformVersion",
  "PingStatus",
  "AgentVersion",
  "InstanceState",
] as const satisfies readonly (keyof Described)[];

/**
 * Nodes from the list of an answer's JSON, the same as `fromSdkManaged` makes of what the SDK reads. Throws SyntaxError for
 * what it does not understand.
 */
export function readManaged(list: readonly unknown[]): readonly ManagedNode[] {
  return fromSdkManaged(list.map(toDescribed));
}

export function fromSdkManaged(list: readonly Described[]): readonly ManagedNode[] {
  return list.flatMap((described) => {
    const node = toSsmNode(described);
    return node === null ? [] : [{ node, present: !GONE_STATES.has((described.InstanceState ?? "").toLowerCase()) }];
  });
}

function toDescribed(value: unknown): Described {
  if (typeof value !== "object" || value === null) throw new SyntaxError("A node is not an object.");
  const from: Readonly<Record<string, unknown>> = value as Readonly<Record<string, unknown>>;
  const described: Described = {};
  for (const name of TEXTS) {
    const text = from[name] ?? undefined;
    if (text !== undefined && typeof text !== "string") throw new SyntaxError(`${name} is not a text.`);
    described[name] = text;
  }
  const ping = from.LastPingDateTime ?? undefined;
  // AWS JSON writes times as seconds.
  if (ping !== undefined && (typeof ping !== "number" || !(ping > 0))) throw new SyntaxError("LastPingDateTime is not a time.");
  described.LastPingDateTime = ping === undefined ? undefined : new Date(Math.round(ping * 1000));
  return described;
}

const GONE_STATES = new Set(["stopping", "stopped", "shutting-down", "terminated"]);

const SSM_STATES: Readonly<Record<string, SsmState>> = {
  Online: "online",
  ConnectionLost: "connection-lost",
  Inactive: "inactive",
};
const PLATFORMS: Readonly<Record<string, Platform>> = { Linux: "linux", Windows: "windows", MacOS: "macos" };

function toSsmNode(described: Described): SsmNode | null {
  const id = parseInstanceId(described.InstanceId ?? "");
  if (id === undefined) return null;
  return {
    id,
    name: described.ComputerName || described.Name || "",
    platform: PLATFORMS[described.PlatformType ?? ""] ?? "unknown",
    platformName: platformName(described),
    ssm: SSM_STATES[described.PingStatus ?? ""] ?? "unknown",
    lastPing: described.LastPingDateTime ? Math.floor(described.LastPingDateTime.getTime() / 1000) : null,
    agentVersion: described.AgentVersion ?? "",
  };
}

/** Windows says its version in its name; its version number is a build number. */
function platformName({ PlatformType, PlatformName = "", PlatformVersion = "" }: Described): string {
  return PlatformType === "Windows" ? PlatformName : `${PlatformName} ${PlatformVersion}`.trim();
}
