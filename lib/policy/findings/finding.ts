import type { Statement } from "../policy-document.ts";

/** `error`: a hole, or a capability that Cado needs and does not get. `warning`: may be one. `info`: worth knowing. */
export type FindingLevel = "error" | "warning" | "info";

export type FindingCode =
  | "template-generation"
  | "broad-send-command"
  | "broad-start-session"
  | "tag-condition-bypassed"
  | "tag-differs"
  | "tag-condition-on-document"
  | "tag-condition-opened"
  | "missing-run-document"
  | "missing-session-document"
  | "other-documents-allowed"
  | "wildcard-only-action-narrowed"
  | "needed-action-missing"
  | "terminate-session-without-session"
  | "terminate-any-session"
  | "global-key-on-send-command"
  | "other-partition"
  | "can-tag-itself-in"
  | "can-untag"
  | "can-delete-all-tags"
  | "can-rename-and-terminate"
  | "size-over-quota"
  | "sid-characters"
  | "sid-duplicate"
  | "policy-characters"
  | "variables-without-version"
  | "unknown-action"
  | "not-understood"
  | "account-check";

/** One thing that a role's policies do, or do not. Plain JSON. */
export type Finding = {
  code: FindingCode;
  level: FindingLevel;
  /** Index of the policy; null: about all of them together. */
  policy: number | null;
  /** Index of the statement in it; null: about the whole policy. */
  statement: number | null;
  /** The member inside the statement that it is about (`Resource[1]`, `Condition.StringLike`); null: the whole statement. */
  path: string | null;
  /** What, one sentence. */
  title: string;
  /** Why it matters, and what to do where no fix does it. */
  why: string;
  /** What one click does about it; null where that needs a person. */
  fix: FindingFix | null;
};

export type FindingFix = { label: string; edits: readonly StatementEdit[] };

/**
 * Puts `with` in the place of one statement; an empty list takes it away. `statement` equal to the number of statements
 * adds at the end. Indexes are those before any edit of the same fix.
 */
export type StatementEdit = { policy: number; statement: number; with: readonly Statement[] };
