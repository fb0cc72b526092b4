import { ChevronDown } from "lucide-react";
import { CAPABILITIES, CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { inForceName, inForceOptions } from "#components/roles/in-force-words.ts";
import type { RolesState } from "#components/roles/roles-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink, MenuRadioGroup, MenuSeparator } from "#components/ui/menu.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Coverage } from "#lib/domain/coverage.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { CoverageBar } from "./coverage-bar.tsx";
import { CoverageLegend } from "./coverage-legend.tsx";
import { CoverageSentence } from "./coverage-sentence.tsx";

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
export function CoverageHeader(props: CoverageHeaderProps) {
  const { coverage, pending, capability, policy, roles, chosen, onReach } = props;
  return (
    <section aria-label="Coverage" className="flex flex-col gap-2.5 bg-surface px-3 pt-3 pb-2.5 sm:px-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <CoverageSentence coverage={coverage} pending={pending} capability={capability} />
        <div className="flex flex-wrap items-center gap-2">
          <Segmented legend="Capability" size="sm" options={OPTIONS} value={capability} onChange={props.onCapability} />
          <Menu
            align="end"
            className="max-w-sm"
            trigger={
              <Button size="sm">
                <span className="text-ink-3">Policy in force</span>
                {inForceName(policy)}
                <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
              </Button>
            }
          >
            <MenuRadioGroup
              label="What Cado’s role is taken to have"
              value={policy}
              onChange={props.onPolicy}
              options={inForceOptions(roles)}
            />
            <MenuSeparator />
            {policy === "role" ? (
              <MenuLink href="/policy?policy=role">Compare it with another policy</MenuLink>
            ) : (
              <MenuLink href={`/policy?variant=${policy}`}>See and copy this policy</MenuLink>
            )}
          </Menu>
        </div>
      </div>
      <CoverageBar counts={coverage.counts} chosen={chosen} onReach={onReach} />
      <CoverageLegend coverage={coverage} pending={pending} chosen={chosen} onReach={onReach} />
    </section>
  );
}
