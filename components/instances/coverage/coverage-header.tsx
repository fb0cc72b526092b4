import { ChevronDown } from "lucide-react";
import { VARIANT_WORDS } from "#components/policy/variant-words.ts";
import { CAPABILITIES, CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink, MenuRadioGroup, MenuSeparator } from "#components/ui/menu.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Coverage } from "#lib/domain/coverage.ts";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import { VARIANTS, type VariantName } from "#lib/policy/variants.ts";
import { CoverageBar } from "./coverage-bar.tsx";
import { CoverageLegend } from "./coverage-legend.tsx";
import { CoverageSentence } from "./coverage-sentence.tsx";

export type CoverageHeaderProps = {
  coverage: Coverage;
  /** Nothing is known yet: the place of the answer is kept free. */
  pending: boolean;
  capability: Capability;
  onCapability: (capability: Capability) => void;
  policy: VariantName;
  onPolicy: (policy: VariantName) => void;
  /** What the table is filtered to. */
  chosen: readonly Reach[];
  onReach: (reach: Reach) => void;
};

const OPTIONS = CAPABILITIES.map((value) => ({ value, label: CAPABILITY_WORDS[value] }));
const POLICIES = VARIANTS.map((value) => ({ value, label: VARIANT_WORDS[value].name, detail: VARIANT_WORDS[value].line }));

/** The answer of the screen: how much of the estate is in reach, what is in the way of the rest, under which policy. */
export function CoverageHeader(props: CoverageHeaderProps) {
  const { coverage, pending, capability, policy, chosen, onReach } = props;
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
                {VARIANT_WORDS[policy].name}
                <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
              </Button>
            }
          >
            <MenuRadioGroup
              label="What the Cado role is assumed to have"
              value={policy}
              onChange={props.onPolicy}
              options={POLICIES}
            />
            <MenuSeparator />
            <MenuLink href={`/policy?variant=${policy}`}>See and copy this policy</MenuLink>
          </Menu>
        </div>
      </div>
      <CoverageBar counts={coverage.counts} chosen={chosen} onReach={onReach} />
      <CoverageLegend coverage={coverage} pending={pending} chosen={chosen} onReach={onReach} />
    </section>
  );
}
