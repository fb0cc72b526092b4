"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Count, formatNumber } from "#components/ui/count.tsx";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import { COVERAGE_CHANGES } from "#lib/inventory/compare-coverage.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import { CHANGE_WORDS } from "./change-words.ts";
import type { Consequences } from "./consequences.ts";
import { instancesLink } from "./instances-link.ts";
import { type ListedChange, listedWords } from "./listed-change.ts";

export type CapabilityChangeProps = {
  capability: Capability;
  consequences: Consequences;
  /** Null with a draft too: the instances screen has today's tags. */
  linkVariant: VariantName | null;
  onList: (listed: ListedChange) => void;
};

/** One capability: how many lose, gain and keep it, and the way to their list. */
export function CapabilityChange({ capability, consequences, linkVariant, onList }: CapabilityChangeProps) {
  const { counts, after } = consequences.capabilities[capability];
  const { atLeast } = consequences;
  const links = LINKS.filter(({ reach }) => after[reach] > 0);
  return (
    <section aria-label={CAPABILITY_WORDS[capability]} className="panel">
      <h3 className="border-b px-3 py-2 font-semibold">{CAPABILITY_WORDS[capability]}</h3>
      <ul className="px-3 py-1.5">
        {COVERAGE_CHANGES.map((change) => {
          const { sign, word, ink } = CHANGE_WORDS[change];
          const listed = { capability, change, part: null };
          return (
            <li key={change} className="flex min-h-8 items-center gap-2">
              <span aria-hidden="true" className={classNames("w-4 text-center font-mono font-semibold", ink)}>
                {sign}
              </span>
              <span className="min-w-0 flex-1">
                <span className={classNames(counts[change] > 0 && "font-semibold")}>
                  <Count value={counts[change]} atLeast={atLeast && counts[change] > 0} />
                </span>{" "}
                <span className="text-ink-2">
                  {word}
                  {atLeast && counts[change] === 0 && ", of what was read"}
                </span>
              </span>
              {counts[change] > 0 && (
                <Button size="sm" variant="ghost" aria-label={`List those ${listedWords(listed)}`} onClick={() => onList(listed)}>
                  List
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {linkVariant !== null && links.length > 0 && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 border-t px-3 py-2 text-xs text-ink-2">
          <span>Instances under this policy:</span>
          {links.map(({ reach, word }) => (
            <Link
              key={reach}
              href={instancesLink(linkVariant, capability, [reach])}
              className="inline-flex items-center gap-0.5 text-accent-text underline underline-offset-2"
            >
              {atLeast && "≥ "}
              {formatNumber(after[reach])} {word}
              <ArrowRight aria-hidden="true" className="size-3" />
            </Link>
          ))}
        </p>
      )}
    </section>
  );
}

const LINKS: readonly { reach: Reach; word: string }[] = [
  { reach: "reachable", word: "reachable" },
  { reach: "tag", word: "blocked by tag" },
  { reach: "policy", word: "blocked by policy" },
];
