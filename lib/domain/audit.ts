import type { Actor } from "./actor.ts";
import type { Problem } from "./problem.ts";
import type { TagSpec } from "./tag-spec.ts";
import type { OutcomeState, TaggingAction, TaggingTarget, TagStep } from "./tagging.ts";

/** Something that happened and is kept for good, before it has its place in the chain. */
export type AuditEntry =
  | { kind: "sign-in"; actor: Actor; ok: boolean; how: "link" | "token" }
  | { kind: "sign-out"; actor: Actor }
  /** A request that the guard or a rule refused (wrong Host, foreign page, not signed in, stale plan, missing count). */
  | { kind: "refusal"; actor: Actor; method: string; path: string; code: string; status: number; times: number }
  /** The configuration or settings of this start differ from those of the start before. */
  | { kind: "configuration"; actor: Actor; changed: readonly { path: string; before: unknown; after: unknown }[] }
  | {
      kind: "job";
      actor: Actor;
      what: "started" | "paused" | "resumed" | "cancelled" | "finished" | "expired";
      job: string;
      action: TaggingAction;
      tag: TagSpec;
      reason: string;
      reference: string;
      undoOf: string | null;
      nodes: number;
      /** At the end: how many nodes ended how. */
      counts?: Readonly<Record<OutcomeState, number>>;
      incident?: { owner: string; expiresAt: string };
    }
  /** One write call to AWS that was answered, or was given up on. Its nodes are in the node entries with its request id. */
  | {
      kind: "attempt";
      actor: Actor;
      job: string;
      attempt: string;
      account: string;
      region: string;
      step: TagStep;
      nodes: readonly string[];
      result: "accepted" | "refused" | "uncertain";
      requestId: string;
      problem?: Pick<Problem, "code" | "title">;
    }
  /** How one node ended. */
  | ({
      kind: "node";
      actor: Actor;
      job: string;
      state: OutcomeState;
      reason: string;
      reference: string;
      before: readonly TagSpec[] | null;
      after: readonly TagSpec[] | null;
      requestIds: readonly string[];
      problem?: Pick<Problem, "code" | "title">;
    } & TaggingTarget)
  | { kind: "webhook"; actor: Actor; url: string; event: string; ok: boolean; attempts: number; detail: string }
  /** What happened while the database could not be written to for so long that it was only counted. */
  | { kind: "unrecorded"; actor: Actor; count: number; since: string; until: string }
  /** Records that retention took away: their range, and the hash that the chain goes on from. */
  | { kind: "retention"; actor: Actor; table: string; before: string; removed: number; lastSeq?: number; lastHash?: string };

/**
 * A kept entry. `hash` is the SHA-256 (with a key: HMAC-SHA-256) in hexadecimal of `prevHash + "\n" + body`, where `body`
 * is the JSON text that was hashed, kept to the letter, and holds `seq`, `at` and the entry.
 */
export type AuditRecord = { seq: number; at: string; entry: AuditEntry; body: string; prevHash: string; hash: string };
