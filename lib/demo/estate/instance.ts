/** EC2's own state names (EC2 API reference, InstanceState). */
export type EstateInstanceState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";

/** One EC2 instance as DescribeInstances tells it, without its tags. Materialised on demand: changing it changes nothing. */
export type EstateInstance = {
  /** `i-` and 17 hex digits; 8 in a few from before 2016. */
  id: string;
  reservationId: string;
  state: EstateInstanceState;
  /** EC2's numeric code of the state: 0 pending, 16 running, 32 shutting-down, 48 terminated, 64 stopping, 80 stopped. */
  stateCode: number;
  /** Why and when it left the running state, as EC2 words it; "" while it runs. */
  stateTransitionReason: string;
  /** EC2 tells `windows` or nothing. */
  platform: "windows" | null;
  /** EC2's billing words: "Linux/UNIX", "Red Hat Enterprise Linux", "Windows with SQL Server Standard". */
  platformDetails: string;
  instanceType: string;
  architecture: "x86_64" | "arm64" | "x86_64_mac" | "arm64_mac";
  imageId: string;
  keyName: string | null;
  /** Epoch milliseconds, whole seconds. */
  launchTimeMs: number;
  /** "" once terminated, as EC2 does. */
  privateIp: string;
  privateDnsName: string;
  publicIp: string | null;
  availabilityZone: string;
  vpcId: string;
  subnetId: string;
  instanceProfile: { arn: string; id: string } | null;
  /** The AWS service that manages the instance; null for the many that none does. */
  operator: EstateOperator | null;
};

/** EC2's Operator element. Hidden ones are listed only with IncludeManagedResources, or by id. */
export type EstateOperator = { principal: string; hiddenByDefault: boolean };
