import type { AuthorizationAnswer, AuthorizationRequest } from "#lib/domain/authorization.ts";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../named-policy.ts";

/** What the corrected policy is to allow. */
export type CorrectionOptions = {
  tag: TagSpec;
  partition: Partition;
  /** Sessions and port forwarding beside Run Command. */
  portForwarding: boolean;
  /** Leaves out the document of Windows. */
  linuxOnly: boolean;
  /** Takes in hybrid managed nodes (`mi-`). */
  hybrid: boolean;
  /** Empty: every account. */
  accounts: readonly AccountId[];
  /** Empty: every region. */
  regions: readonly RegionName[];
  /** Sessions that the role started itself, rather than any session. */
  ownSessionsOnly: boolean;
  /** Denies the role to set or take away the tag, and to rename instances into Cado's own. */
  guard: boolean;
};

/** Why a statement is not as it was. */
export type ChangeReason =
  | "replaced-by-tagged-set"
  | "moved-to-wildcard-resource"
  | "kept-under-deny"
  | "narrowed"
  | "tagged-set"
  | "guard"
  | "empty";

/** One statement of a policy before, and what stands for it after; statements that are kept to the letter are not here. */
export type StatementChange = {
  policy: number;
  /** Index before; null: the statements after are new. */
  before: number | null;
  /** Indexes after; empty: nothing of it is left. */
  after: readonly number[];
  reason: ChangeReason;
  /** One sentence for people. */
  sentence: string;
};

/** A request that the corrected policies were asked, and had to answer so. */
export type CorrectionCheck = {
  /** What it stands for, in words: "SendCommand on an untagged instance". */
  name: string;
  request: AuthorizationRequest;
  expected: "allowed" | "denied";
  answer: AuthorizationAnswer;
  passed: boolean;
};

/** The role's policies, whole, as they should be. `policies` has the same order and names as what went in. */
export type Correction = {
  policies: readonly NamedPolicy[];
  changes: readonly StatementChange[];
  /** The proof, made anew for these policies: all that Cado needs, and all that it must not have. */
  checks: readonly CorrectionCheck[];
};
