import type { AuthorizationAnswer, AuthorizationRequest, AuthorizationResult } from "#lib/domain/authorization.ts";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { Partition } from "#lib/domain/partition.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "../named-policy.ts";
import type { PolicyQuota } from "../policy-size.ts";

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

/**
 * Why a statement is not as it was.
 *
 * - `replaced-by-tagged-set`: its grants of Run Command or sessions were taken out; the tagged set stands for them.
 * - `moved-to-wildcard-resource`: only actions that need `Resource: "*"` and had a narrower one were taken out.
 * - `kept-under-deny`: it is as it was, because IAM cannot take an action out of a wildcard; a Deny makes the tag count.
 * - `narrowed`: what it grants beside nodes and documents of Cado's stands by itself.
 * - `tagged-set`, `guard`: new statements.
 * - `empty`: a statement, or a whole policy, of which nothing is left and for which nothing stands.
 * - `version`: the policy's Version became 2012-10-17, which the new statements need; they hold a policy variable.
 */
export type ChangeReason =
  | "replaced-by-tagged-set"
  | "moved-to-wildcard-resource"
  | "kept-under-deny"
  | "narrowed"
  | "tagged-set"
  | "guard"
  | "empty"
  | "version";

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

/** `needed`: Cado has to be able to. `refused`: it must not. `as-before`: unrelated, so the answer is the one that it was. */
export type CheckGroup = "needed" | "refused" | "as-before";

/** A request that the corrected policies were asked, and had to answer so. */
export type CorrectionCheck = {
  group: CheckGroup;
  /** What it stands for, in words: "SendCommand on an untagged instance". */
  name: string;
  request: AuthorizationRequest;
  expected: AuthorizationResult;
  answer: AuthorizationAnswer;
  passed: boolean;
};

/** A policy, or all inline ones together (`policy` null), over a quota: characters without white space. */
export type OverQuota = { policy: number | null; quota: PolicyQuota; size: number };

/**
 * The role's policies, whole, as they should be. `policies` has the same order and names as what went in; a new one
 * comes last, where none could take the statements (none at all, or only old versions with a literal `${`).
 */
export type Correction = {
  policies: readonly NamedPolicy[];
  /** A policy of which nothing is left has no statements and a change `empty` with `before` null: it is to be deleted. */
  changes: readonly StatementChange[];
  /** The proof, made anew for these policies: all that Cado needs, and all that it must not have. */
  checks: readonly CorrectionCheck[];
  /** What surely does not fit; a policy of unknown kind is held against the wider quota, that of inline ones. */
  overQuota: readonly OverQuota[];
};
