"use client";

import { useMemo } from "react";
import type { EstateState } from "#components/estate/estate-store.ts";
import { useEstate } from "#components/estate/use-estate.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { requestedPolicies } from "#lib/policy/requested-policies.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import type { RoleTextsState } from "./input/role-texts-store.ts";
import { type RoleAnalysis, useRoleAnalysis } from "./input/use-role-analysis.ts";
import { useRoleTexts } from "./input/use-role-texts.ts";
import type { InForce, PolicyView } from "./policy-url.ts";
import { type StudioOptions, studioOptions } from "./studio-options.ts";
import { type PolicyUrl, type SetPolicyUrl, usePolicyUrl } from "./use-policy-url.ts";

/** Everything that the parts of the screen share. */
export type PolicyStudio = StudioOptions & {
  url: PolicyUrl;
  setUrl: SetPolicyUrl;
  estate: EstateState;
  /** Started from the user's own role. */
  isOwn: boolean;
  view: PolicyView;
  inForce: InForce;
  texts: RoleTextsState;
  analysis: RoleAnalysis;
  /** What would take the place of the policy in force: the variant, or the role corrected; null while there is none. */
  policies: readonly NamedPolicy[] | null;
  /** The options where the tag can be asked for; null where it cannot. */
  usable: CorrectionOptions | null;
};

/** The state of the screen: from its URL, the pasted texts and the estate, and what follows from them. */
export function usePolicyStudio(estateTag: TagSpec, configured: PolicyInForce): PolicyStudio {
  const [url, setUrl] = usePolicyUrl();
  const estate = useEstate();
  const texts = useRoleTexts();
  const isOwn = url.variant === "own";
  const studio = studioOptions(url, estateTag);

  // Equal options are the same object, so that nothing is worked out anew without need.
  const key = JSON.stringify(studio.options);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of the options.
  const options = useMemo(() => studio.options, [key]);
  const usable = studio.keyFault === "" && studio.valueFault === "" ? options : null;

  const inForce = url.policy ?? (isOwn ? "own" : configured);
  const analysis = useRoleAnalysis(isOwn || inForce === "own", texts.texts, texts.values, usable);
  const { variant } = url;
  const rendered = useMemo(
    () => (variant === "own" || usable === null ? null : requestedPolicies({ kind: "variant", variant }, usable)),
    [variant, usable],
  );
  return {
    ...studio,
    options,
    usable,
    url,
    setUrl,
    estate,
    isOwn,
    view: viewOf(url.view, isOwn),
    inForce,
    texts,
    analysis,
    policies: isOwn ? (analysis.correction?.policies ?? null) : rendered,
  };
}

function viewOf(wanted: PolicyView | null, isOwn: boolean): PolicyView {
  if (wanted === null) return isOwn ? "given" : "policy";
  return wanted === "given" && !isOwn ? "policy" : wanted;
}
