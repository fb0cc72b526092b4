/** A node as SSM's DescribeInstanceInformation tells it. Materialised on demand. */
export type EstateSsm = {
  /** `i-…` or `mi-…`. */
  id: string;
  pingStatus: "Online" | "ConnectionLost" | "Inactive";
  /** Epoch milliseconds of the last heartbeat. */
  lastPingMs: number;
  agentVersion: string;
  isLatestVersion: boolean;
  platformType: "Linux" | "Windows" | "MacOS";
  /** "Amazon Linux", "Ubuntu", "Microsoft Windows Server 2022 Datacenter". */
  platformName: string;
  platformVersion: string;
  computerName: string;
  ipAddress: string;
  resourceType: "EC2Instance" | "ManagedInstance";
  sourceType: "AWS::EC2::Instance" | "AWS::SSM::ManagedInstance";
  /** The default-host-management role, or a hybrid node's role; null for an instance that its own profile registered. */
  iamRole: string | null;
  /** Hybrid nodes only. */
  activationId: string | null;
  /** Hybrid nodes only: the name their activation gave them. */
  name: string | null;
  /** Epoch milliseconds. Hybrid nodes only. */
  registrationMs: number | null;
  associationStatus: "Success" | "Pending" | "Failed" | null;
};
