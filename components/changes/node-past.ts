import { foundWords } from "#components/tagging/tag-change-words.ts";
import type { Actor } from "#lib/domain/actor.ts";
import type { AuditRecord } from "#lib/domain/audit.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";

/** One thing that was done to a node's tag. */
export type NodePast = { seq: number; at: string; words: string; job: string; actor: Actor; reason: string; reference: string };

/**
 * What jobs did to a node's tag, the latest first, from its records, oldest first. Jobs that found it right or sent
 * nothing are left out: they did nothing to it. `found` is what the node has now: only what still holds is told as "since".
 */
export function nodePast(records: readonly AuditRecord[], tag: TagSpec, found: TagReading["found"]): readonly NodePast[] {
  const past = records
    .flatMap(({ seq, at, entry }) => {
      if (entry.kind !== "node" || entry.state === "already" || entry.state === "skipped") return [];
      const { job, actor, reason, reference, state, after, problem } = entry;
      const tags = after === null ? null : foundWords(after, tag);
      return [{ seq, at, words: pastWords(state === "verified", tags, problem?.title ?? ""), job, actor, reason, reference }];
    })
    .reverse();
  const [latest, ...before] = past;
  const holds = `${foundWords(found, tag)} from`;
  if (latest?.words !== holds) return past;
  return [{ ...latest, words: holds.replace(/from$/, "since") }, ...before];
}

/** "True from", "(not tagged) from"; what was not seen on reading back is not called done. */
function pastWords(verified: boolean, tags: string | null, problem: string): string {
  if (verified && tags !== null) return `${tags} from`;
  return problem === "" ? "Written, and not seen on reading back," : `Failed: ${problem.replace(/\.$/, "")},`;
}
