import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { JobSummary } from "#lib/domain/tagging.ts";

export type SampleJob = Partial<Omit<JobSummary, "counts">> & { counts?: Partial<JobSummary["counts"]> };

/** A job as tests need one: done, of a browser's; its total is the sum of its counts unless told otherwise. */
export function sampleJob({ counts = {}, ...change }: SampleJob = {}): JobSummary {
  const all = { pending: 0, written: 0, verified: 0, already: 0, failed: 0, skipped: 0, ...counts };
  return {
    id: "0190c0de-0000-7000-8000-000000000001",
    action: "tag",
    tag: DOCUMENTED_TAG,
    state: "done",
    asked: null,
    actor: { kind: "browser", name: "Robin", session: "s1", from: "127.0.0.1" },
    reason: "Onboarding of the payments accounts",
    reference: "CHG-1204",
    incident: null,
    createdAt: "2026-11-14T14:00:00.000Z",
    startedAt: "2026-11-14T14:02:00.000Z",
    finishedAt: "2026-11-14T14:03:10.000Z",
    undoOf: null,
    undoneBy: null,
    trouble: null,
    total: Object.values(all).reduce((sum, count) => sum + count, 0),
    counts: all,
    ...change,
  };
}
