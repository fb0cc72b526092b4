import type { AccountId, InstanceId, NodeKind, RegionName } from "./ids.ts";
import type { Partition } from "./partition.ts";

/** EC2's own states; `none` for a hybrid node, which has no EC2 state; `unknown` where EC2 could not be read. */
export type NodeState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped" | "none" | "unknown";

/** `unknown` where neither EC2 nor SSM told. */
export type Platform = "linux" | "windows" | "macos" | "unknown";

/**
 * What SSM says of a node. `not-managed` only where SSM's whole list of the cell was read and the node was not on it;
 * `unknown` where the list could not be read, or is not read yet.
 */
export type SsmState = "online" | "connection-lost" | "inactive" | "not-managed" | "unknown";

/** Tag keys to values, as AWS holds them: case kept, empty values kept, `aws:` tags included. */
export type Tags = Readonly<Record<string, string>>;

/** Every fact that the product reads about one node. Plain JSON. */
export type Node = {
  partition: Partition;
  account: AccountId;
  region: RegionName;
  id: InstanceId;
  kind: NodeKind;
  /** The `Name` tag, else the computer name that SSM reports for a hybrid node, else "". */
  name: string;
  state: NodeState;
  platform: Platform;
  /** "Amazon Linux 2023", "Windows Server 2022 Datacenter"; "" where not told. */
  platformName: string;
  ssm: SsmState;
  /** Last ping that SSM reports, epoch seconds, or null. */
  lastPing: number | null;
  /** SSM agent version, "" where not told. */
  agentVersion: string;
  /** null: not read. An empty object: read, and there are none. */
  tags: Tags | null;
  instanceType: string;
  privateIp: string;
  /** ARN of the instance profile, "" where none or not read. */
  instanceProfile: string;
  /** Launch time, epoch seconds, or null. */
  launched: number | null;
  /** Principal of the AWS service that manages the instance (`eks.amazonaws.com`), "" where none. */
  managedBy: string;
};
