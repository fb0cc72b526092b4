import { memo } from "react";
import { CAPABILITIES, CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import type { RolesState } from "#components/roles/roles-store.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Coverage } from "#lib/domain/coverage.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { CoverageBar } from "./coverage-bar.tsx";
import { CoverageLegend } from "./coverage-legend.tsx";
import { CoverageSentence } from "./coverage-sentence.tsx";
import { PolicyMenu } from "./policy-menu.tsx";

export type CoverageHeaderProps = {
  coverage: Coverage;
  /** Nothing is known yet: the place of the answer is kept free. */
  pending: boolean;
  capability: Capability;
  onCapability: (capability: Capability) => void;
  policy: PolicyInForce;
  /** Cado's roles as read from IAM, as far as somebody asked. */
  roles: RolesState;
  onPolicy: (policy: PolicyInForce) => void;
  /** What the table is filtered to. */
  chosen: readonly Reach[];
  onReach: (reach: Reach) => void;
};

const OPTIONS = CAPABILITIES.map((value) => ({ value, label: CAPABILITY_WORDS[value] }));

/** The answer of the screen: how much of the estate is in reach, what is in the way of the rest, under which policy. */
export const CoverageHeader = memo(function CoverageHeader(props: CoverageHeaderProps) {
  const { coverage, pending, capability, policy, roles, chosen, onReach } = props;
  return (
    <section aria-label="Coverage" className="flex flex-col gap-2.5 bg-surface px-3 pt-3 pb-2.5 sm:px-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <CoverageSentence coverage={coverage} pending={pending} capability={capability} />
        <div className="flex flex-wrap items-center gap-2">
          <Segmented legend="Capability" size="sm" options={OPTIONS} value={capability} onChange={props.onCapability} />
          <PolicyMenu policy={policy} roles={roles} onPolicy={props.onPolicy} />
        </div>
      </div>
      <CoverageBar counts={coverage.counts} chosen={chosen} onReach={onReach} />
      <CoverageLegend coverage={coverage} pending={pending} chosen={chosen} onReach={onReach} />
    </section>
  );
});
