/** A policy document as JSON. IAM keeps it as text and so knows nothing of its shape; whoever evaluates it parses it. */
export type PolicyJson = Readonly<Record<string, unknown>>;

export type ManagedPolicyRecord = {
  arn: string;
  name: string;
  /** The default version, `v1`, and the only one. */
  versionId: string;
  document: PolicyJson;
};

/** Who may assume a role, as facts rather than as a document. */
export type RoleTrust = {
  /** ARNs of principals; an account's `:root` means everyone whom that account lets. */
  principals: readonly string[];
  /** The ExternalId that AssumeRole must carry, or null where none is asked for. */
  externalId: string | null;
};

/** One IAM role. `inline` and `boundary` are live: `putInlinePolicy` and `putBoundary` on the estate change them. */
export type RoleRecord = {
  account: string;
  name: string;
  arn: string;
  /** `AROA` and 17 characters. */
  roleId: string;
  path: string;
  description: string;
  /** Epoch milliseconds. */
  createdMs: number;
  maxSessionSeconds: number;
  trust: RoleTrust;
  /** Policy name to document. */
  inline: ReadonlyMap<string, PolicyJson>;
  attached: readonly ManagedPolicyRecord[];
  /** The most that its policies can allow, or null where it has no boundary. */
  boundary: ManagedPolicyRecord | null;
};
