import { foundWords } from "#components/tagging/tag-change-words.ts";
import { formatCount } from "#components/ui/count.tsx";
import type { AuditEntry } from "#lib/domain/audit.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { OutcomeState } from "#lib/domain/tagging.ts";
import { resultWords } from "./job-words.ts";

type JobEntry = Extract<AuditEntry, { kind: "job" }>;
type NodeEntry = Extract<AuditEntry, { kind: "node" }>;
type AttemptEntry = Extract<AuditEntry, { kind: "attempt" }>;

const WHAT_WORDS: Readonly<Record<JobEntry["what"], string>> = {
  started: "Started",
  paused: "Paused",
  resumed: "Resumed",
  cancelled: "Cancelled",
  finished: "Ended",
  expired: "Its time was over",
};

const RESULT_WORDS: Readonly<Record<AttemptEntry["result"], string>> = {
  accepted: "AWS accepted",
  refused: "AWS refused",
  uncertain: "No answer from AWS",
};

const STATE_WORDS: Readonly<Record<OutcomeState, string>> = {
  pending: "waiting",
  written: "written, not seen yet",
  verified: "verified",
  already: "right already",
  failed: "failed",
  skipped: "not sent",
};

/** A record as one line: "AWS accepted: CadoResponseSSMEnabled=True put on 50 nodes in 111111111111 us-east-1". */
export function auditWords(entry: AuditEntry, tag: TagSpec): string {
  switch (entry.kind) {
    case "job":
      return jobWords(entry);
    case "attempt":
      return attemptWords(entry);
    case "node":
      return `${entry.id}: ${nodeWords(entry, tag)}`;
    default:
      return entry.kind;
  }
}

/** What became of one node: "verified, (not tagged) → True". */
export function nodeWords({ state, before, after, problem }: NodeEntry, tag: TagSpec): string {
  const from = before === null ? null : foundWords(before, tag);
  const to = after === null ? null : foundWords(after, tag);
  const tags = from === null || from === to ? (to ?? "") : to === null ? from : `${from} → ${to}`;
  return [STATE_WORDS[state], tags, problem?.title ?? ""].filter((part) => part !== "").join(", ");
}

function jobWords({ what, nodes, counts }: JobEntry): string {
  if (what === "started") return `${WHAT_WORDS.started} on ${formatCount(nodes, "node")}`;
  return counts === undefined ? WHAT_WORDS[what] : `${WHAT_WORDS[what]}: ${resultWords(counts)}`;
}

function attemptWords({ result, step, nodes, account, region, problem }: AttemptEntry): string {
  const done = step.op === "create" ? "put on" : "taken from";
  const why = problem === undefined ? "" : `. ${problem.title}`;
  return `${RESULT_WORDS[result]}: ${step.key}=${step.value} ${done} ${formatCount(nodes.length, "node")} in ${account} ${region}${why}`;
}
