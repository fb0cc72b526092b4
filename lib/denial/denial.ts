import type { Partition } from "#lib/domain/partition.ts";

export type PrincipalKind = "user" | "role" | "assumed-role" | "federated-user" | "root" | "unknown";

export type DeniedResourceKind = "instance" | "managed-instance" | "document" | "session" | "wildcard" | "other";

/** AWS's own words (IAM guide, "Troubleshoot access denied error messages"). */
export type DenyingPolicyType =
  | "identity-based policy"
  | "resource-based policy"
  | "service control policy"
  | "resource control policy"
  | "permissions boundary"
  | "session policy"
  | "VPC endpoint policy"
  | "role trust policy";

/** What a text tells of a denial; a member that it does not tell is not there. Plain JSON. */
export type DenialFacts = {
  denial: true;
  /** AWS's error code without a `Client.` or namespace. */
  code?: string;
  /** The API operation that was called, where the text names it apart from the action. */
  operation?: string;
  principal?: string;
  principalKind: PrincipalKind;
  /** The resource's where its ARN has one, else the principal's. */
  account?: string;
  role?: string;
  sessionName?: string;
  action?: string;
  resource?: string;
  resourceKind?: DeniedResourceKind;
  partition?: Partition;
  region?: string;
  nodeId?: string;
  document?: string;
  deny: "implicit" | "explicit" | "unspecified";
  policyType?: DenyingPolicyType;
  policyArn?: string;
  through?: DenyingPolicyType;
  authorizationId?: string;
  encodedMessage?: string;
};

/** A text that holds no denial; `code` where it holds another AWS error. */
export type NoDenial = { denial: false; code?: string };

export type Denial = DenialFacts | NoDenial;
