"use client";

import { useDeferredValue, useMemo } from "react";
import { type EstateState, NOTHING_YET } from "#components/estate/estate-store.ts";
import { useEstate } from "#components/estate/use-estate.ts";
import { variantVerdicts } from "#components/estate/variant-verdicts.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyRequest } from "#lib/policy/policy-request.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { type Consequences, consequencesOf } from "./consequences.ts";

/**
 * Consequences of the policy on screen against the one in force. Null while nothing is known of the estate, or while
 * what is typed makes no policy. Typing goes first: on a large estate the counts follow a moment later.
 */
export function useConsequences(
  request: PolicyRequest | null,
  inForce: VariantName,
): { estate: EstateState; consequences: Consequences | null } {
  const estate = useEstate();
  const shown = useDeferredValue(estate, NOTHING_YET);
  const { snapshot } = shown;
  const key = useDeferredValue(
    request === null ? null : JSON.stringify([request.variant, request.partition, request.tag.key, request.tag.value]),
  );

  const after = useMemo(() => {
    if (key === null) return null;
    const [variant, partition, tagKey, tagValue] = JSON.parse(key);
    const tag = { key: tagKey, value: tagValue };
    return new VerdictColumns(snapshot, tag, createAuthorize({ identity: [renderVariant({ variant, partition, tag })] }));
  }, [snapshot, key]);

  const consequences = useMemo(() => {
    // The snapshot is changed in place; `shown` is another object whenever that happened.
    if (after === null || shown.snapshot.id === "") return null;
    return consequencesOf(shown.snapshot, variantVerdicts(shown.snapshot, inForce), after);
  }, [shown, after, inForce]);

  return { estate, consequences };
}
