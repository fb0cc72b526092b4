"use client";

import { useEffect, useMemo, useState } from "react";
import type { EstateState } from "#components/estate/estate-store.ts";
import { useEstate } from "#components/estate/use-estate.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { DraftScope } from "#lib/inventory/draft-tags.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { type Consequences, consequencesOf } from "./consequences.ts";
import type { PolicySide } from "./policy-side.ts";
import { runInSlices } from "./run-in-slices.ts";

export type ConsequencesInput = {
  /** The policy in force; null while it is not known. */
  before: PolicySide | null;
  /** The policy on screen; null while what is typed makes no policy. */
  after: PolicySide | null;
  /** The tag that the policy on screen asks for. */
  tag: TagSpec;
  /** Whose tags are taken to be as they should; null: nobody's. */
  draft: DraftScope | null;
};

export type ConsequencesState = {
  estate: EstateState;
  /** Null while nothing is known of the estate, or while one of the two policies is missing. */
  consequences: Consequences | null;
  /** What is shown is of before the last change: the count follows. */
  recounting: boolean;
};

/**
 * Consequences of the policy on screen against the one in force. The count is done in slices between which the page lives;
 * another policy, tag or draft stops it and starts it anew, new rows are counted once it is through.
 */
export function useConsequences(input: ConsequencesInput): ConsequencesState {
  const estate = useEstate();
  const { snapshot } = estate;
  const before = useVerdicts(snapshot, input.before, snapshot.tag);
  const after = useVerdicts(snapshot, input.after, input.tag);
  const scope = useSame(input.draft);
  const { version } = snapshot;
  const known = before !== null && after !== null && snapshot.id !== "";

  const [counted, setCounted] = useState<Counted | null>(null);
  /** Grows when a count is through and rows have come since. */
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` stands for rows that came while a count was going on.
  useEffect(() => {
    if (!known) return;
    const stop = new AbortController();
    const subject = { snapshot, tag: after.tag, before, after, draft: scope };
    void runInSlices((isOver) => consequencesOf(subject, isOver), stop.signal).then((consequences) => {
      if (consequences === null) return;
      setCounted({ before, after, scope, version: snapshot.version, consequences });
    });
    return () => stop.abort();
  }, [snapshot, before, after, scope, known, round]);

  const isCurrent = counted !== null && counted.before === before && counted.after === after && counted.scope === scope;
  // New rows do not stop a count, or an estate that is being read would never be counted: they are the next one's.
  const countedVersion = counted?.version;
  const behind = isCurrent && countedVersion !== version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a count that is through while rows still come starts another.
  useEffect(() => {
    if (behind) setRound((rounds) => rounds + 1);
  }, [behind, countedVersion]);

  return {
    estate,
    consequences: known && counted?.consequences.snapshot === snapshot ? counted.consequences : null,
    recounting: known && !isCurrent,
  };
}

type Counted = {
  before: VerdictColumns;
  after: VerdictColumns;
  scope: DraftScope | null;
  /** Of the snapshot that was counted. */
  version: number;
  consequences: Consequences;
};

function useVerdicts(snapshot: EstateState["snapshot"], side: PolicySide | null, { key, value }: TagSpec): VerdictColumns | null {
  const name = side === null ? null : side.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: sides with equal keys answer alike, whichever object they are.
  return useMemo(
    () => (side === null ? null : new VerdictColumns(snapshot, { key, value }, side.authorize)),
    [snapshot, name, key, value],
  );
}

/** The object of before while it says the same. */
function useSame(scope: DraftScope | null): DraftScope | null {
  const text = JSON.stringify(scope);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is what it says.
  return useMemo(() => scope, [text]);
}
