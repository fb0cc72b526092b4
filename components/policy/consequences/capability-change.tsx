"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Count, formatCount, formatNumber } from "#components/ui/count.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Capability, Reach } from "#lib/domain/verdict.ts";
import type { CoverageChange } from "#lib/inventory/compare-coverage.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import type { CapabilityConsequences, Consequences } from "./consequences.ts";
import { instancesLink } from "./instances-link.ts";

export type CapabilityChangeProps = {
  capability: Capability;
  consequences: Consequences;
  snapshot: Snapshot;
  linkVariant: VariantName | null;
};

const CHANGES: readonly { change: CoverageChange; word: string; sign: string; ink: string }[] = [
  { change: "lose", word: "lose it", sign: "−", ink: "text-danger" },
  { change: "gain", word: "gain it", sign: "+", ink: "text-reachable" },
  { change: "keep", word: "keep it", sign: "=", ink: "text-ink-2" },
  { change: "unknown", word: "cannot be told", sign: "?", ink: "text-unknown" },
];

/** One capability: how many lose, gain and keep it, where those are, and the way to their list. */
export function CapabilityChange({ capability, consequences, snapshot, linkVariant }: CapabilityChangeProps) {
  const outcome = consequences.capabilities[capability];
  return (
    <section aria-label={CAPABILITY_WORDS[capability]} className="panel">
      <h3 className="border-b px-3 py-2 font-semibold">{CAPABILITY_WORDS[capability]}</h3>
      <ul className="px-3 py-2">
        {CHANGES.map(({ change, word, sign, ink }) => {
          const rows = outcome.rows[change];
          const heading = (
            <>
              <span aria-hidden="true" className={classNames("inline-block w-4 text-center font-mono font-semibold", ink)}>
                {sign}
              </span>{" "}
              <span className={classNames(rows.length > 0 && "font-semibold")}>
                <Count value={rows.length} atLeast={consequences.atLeast && rows.length > 0} />
              </span>{" "}
              <span className="text-ink-2">
                {word}
                {consequences.atLeast && rows.length === 0 && ", of what was read"}
              </span>
            </>
          );
          return (
            <li key={change} className="py-0.5">
              {rows.length > 0 && (change === "lose" || change === "gain") ? (
                <Affected heading={heading} rows={rows} change={change} outcome={outcome} snapshot={snapshot} />
              ) : (
                <p className="pl-4">{heading}</p>
              )}
            </li>
          );
        })}
      </ul>
      {linkVariant !== null && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 border-t px-3 py-2 text-xs text-ink-2">
          <span>Instances under this policy:</span>
          {LINKS.filter(({ reach }) => outcome.after[reach] > 0).map(({ reach, word }) => (
            <Link
              key={reach}
              href={instancesLink(linkVariant, capability, [reach])}
              className="inline-flex items-center gap-0.5 text-accent-text underline underline-offset-2"
            >
              {consequences.atLeast && "≥ "}
              {formatNumber(outcome.after[reach])} {word}
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

type AffectedProps = {
  heading: ReactNode;
  rows: readonly number[];
  change: "lose" | "gain";
  outcome: CapabilityConsequences;
  snapshot: Snapshot;
};

/** Opens onto the account-regions that are touched, and gives their ids to the clipboard. */
function Affected({ heading, rows, change, outcome, snapshot }: AffectedProps) {
  const labels = new Map(snapshot.accounts.map((account) => [account.id, account.label]));
  const cells = outcome.cells
    .filter(({ counts }) => counts[change] > 0)
    .sort((one, other) => other.counts[change] - one.counts[change]);
  return (
    <details>
      <summary className="rounded-sm marker:text-ink-3">{heading}</summary>
      <div className="mt-1 mb-2 ml-4 flex flex-col items-start gap-2 border-l pl-3">
        <ScrollRegion aria-label="By account and region" className="max-h-56 w-full">
          <ul className="text-xs">
            {cells.map(({ cell, counts }) => {
              const place = snapshot.cells[cell];
              if (place === undefined) return null;
              return (
                <li key={cell} className="flex justify-between gap-2 py-0.5">
                  <span className="min-w-0 truncate">
                    {labels.get(place.account) || place.account} · {place.region}
                  </span>
                  <span>{formatNumber(counts[change])}</span>
                </li>
              );
            })}
          </ul>
        </ScrollRegion>
        <CopyButton
          size="sm"
          label={`Copy ${formatCount(rows.length, "id")}`}
          text={() => rows.map((row) => snapshot.idAt(row)).join("\n")}
        />
      </div>
    </details>
  );
}
