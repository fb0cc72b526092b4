import { isGap } from "#lib/domain/cell.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import { type CoverageComparison, compareCoverage } from "#lib/inventory/compare-coverage.ts";
import { type DraftScope, draftTags } from "#lib/inventory/draft-tags.ts";
import { type AccountAnswers, roleAnswers } from "#lib/inventory/role-answers.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import type { Standing } from "./safe-order.ts";

/** What swapping one policy for another does to an estate, with the tags that it has now or with drafted ones. */
export type Consequences = {
  snapshot: Snapshot;
  tag: TagSpec;
  before: VerdictColumns;
  /** Under the new policy, with the draft. */
  after: VerdictColumns;
  /** Under the new policy, with today's tags. */
  today: VerdictColumns;
  capabilities: Readonly<Record<Capability, CapabilityConsequences>>;
  /** Before and after; null where the estate changed while it was being asked about. */
  answers: { before: readonly AccountAnswers[]; after: readonly AccountAnswers[] } | null;
  /** Nodes that are taken as tagged, and those meant that are not because their tags are unread; null without a draft. */
  draft: { nodes: number; unread: number } | null;
  /** As things are today: a draft brings nobody nearer to the swap. */
  standing: Standing;
  /** Something is unread: every count has to be read as "at least". */
  atLeast: boolean;
};

export type CapabilityConsequences = CoverageComparison & {
  /** Coverage under the new policy. */
  after: Readonly<Record<Reach, number>>;
};

export type ConsequencesSubject = {
  snapshot: Snapshot;
  tag: TagSpec;
  /** Of the policy in force, and of the new one; both with today's tags. */
  before: VerdictColumns;
  after: VerdictColumns;
  /** Whose tags are taken to be as they should; null: nobody's. */
  draft: DraftScope | null;
};

/** Brings both sets of verdicts up to the snapshot and compares them. Yields where it can be stopped, when `isOver` says so. */
export function* consequencesOf(
  { snapshot, tag, before, after: today, draft: scope }: ConsequencesSubject,
  isOver: () => boolean = () => false,
): Generator<void, Consequences> {
  while (before.refreshWithin(isOver)) yield;
  while (today.refreshWithin(isOver)) yield;
  const draft = scope === null ? null : draftTags(today, scope);
  const after = draft === null ? today : new VerdictColumns(snapshot, tag, today.authorize, draft.rows);
  while (after.refreshWithin(isOver)) yield;
  const given = yield* roleAnswers(snapshot, tag, before.authorize, isOver);
  const asked = yield* roleAnswers(snapshot, tag, after.authorize, isOver);

  // From here on nothing stops: the counts are of one moment.
  const compare = (columns: VerdictColumns, capability: Capability): CapabilityConsequences => ({
    ...compareCoverage(before, columns, capability),
    after: columns.counts(capability),
  });
  const compareAll = (columns: VerdictColumns) => ({
    "run-command": compare(columns, "run-command"),
    "port-forwarding": compare(columns, "port-forwarding"),
  });
  const capabilities = compareAll(after);
  const standing = standingOf(snapshot, draft === null ? capabilities : compareAll(today));
  return {
    snapshot,
    tag,
    before,
    after,
    today,
    capabilities,
    answers: given === null || asked === null ? null : { before: given, after: asked },
    draft: draft === null ? null : { nodes: draft.rows.size, unread: draft.unread },
    standing,
    atLeast: standing.gaps > 0 || standing.reading,
  };
}

function standingOf(snapshot: Snapshot, capabilities: Consequences["capabilities"]): Standing {
  const run = capabilities["run-command"];
  const forward = capabilities["port-forwarding"];
  const alone = forward.rows("lose").filter((row) => run.changeOf(row) !== "lose").length;
  return {
    reading: snapshot.sweeping || snapshot.arriving,
    nodes: snapshot.liveCount,
    cells: snapshot.cells.length,
    gaps: snapshot.cells.filter(isGap).length,
    blockedByTag: run.after.tag,
    losing: run.counts.lose + alone,
    unknown: run.after.unknown,
  };
}
