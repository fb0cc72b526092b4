"use client";

import { useDeferredValue, useMemo } from "react";
import { type EstateState, NOTHING_YET } from "#components/estate/estate-store.ts";
import { useEstate } from "#components/estate/use-estate.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { type Consequences, consequencesOf } from "./consequences.ts";
import type { PolicySide } from "./policy-side.ts";

export type ConsequencesInput = {
  /** The policy in force; null while it is not known. */
  before: PolicySide | null;
  /** The policy on screen; null while what is typed makes no policy. */
  after: PolicySide | null;
  /** The tag that the policy on screen asks for. */
  tag: TagSpec;
};

/**
 * Consequences of the policy on screen against the one in force. Null while nothing is known of the estate, or while
 * one of the two is missing. Typing goes first: on a large estate the counts follow a moment later.
 */
export function useConsequences(input: ConsequencesInput): { estate: EstateState; consequences: Consequences | null } {
  const estate = useEstate();
  const shown = useDeferredValue(estate, NOTHING_YET);
  const { snapshot } = shown;
  const before = useVerdicts(snapshot, input.before, snapshot.tag);
  const after = useVerdicts(snapshot, input.after, input.tag);

  const consequences = useMemo(() => {
    // The snapshot is changed in place; `shown` is another object whenever that happened.
    if (before === null || after === null || shown.snapshot.id === "") return null;
    return consequencesOf(shown.snapshot, before, after);
  }, [shown, before, after]);

  return { estate, consequences };
}

function useVerdicts(snapshot: EstateState["snapshot"], side: PolicySide | null, tag: TagSpec): VerdictColumns | null {
  const deferred = useDeferredValue(side);
  const key = deferred === null ? null : JSON.stringify([deferred.key, tag.key, tag.value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: sides with equal keys answer alike, whichever object they are.
  return useMemo(
    () => (deferred === null ? null : new VerdictColumns(snapshot, { ...tag }, deferred.authorize)),
    [snapshot, key],
  );
}
