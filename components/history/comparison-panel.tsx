"use client";

import { ProblemRetry } from "#components/changes/problem-retry.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CoverageComparison } from "#lib/domain/coverage-history.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { ComparisonView } from "./comparison-view.tsx";
import { useAnswer } from "./use-answer.ts";

export type ComparisonPanelProps = {
  capability: Capability;
  a: string | null;
  b: string | null;
  accountName: (account: string) => string;
};

/** Asks for the comparison of two moments where both are chosen, and says why there is none. */
export function ComparisonPanel({ capability, a, b, accountName }: ComparisonPanelProps) {
  const query = a !== null && b !== null && a < b ? new URLSearchParams({ capability, from: a, to: b }) : null;
  const path = query === null ? null : `/api/history/compare?${query}`;
  const { answer, waiting, again } = useAnswer<CoverageComparison>(path, 0);
  if (a === null && b === null) return null;
  if (a === null || b === null) return <p className="text-ink-2">Choose the other moment too.</p>;
  if (path === null) return <p className="text-ink-2">A has to be before B.</p>;
  if (waiting || answer === null) {
    return (
      <div aria-busy="true">
        <p className="sr-only">Comparing.</p>
        <Skeleton className="h-16" />
      </div>
    );
  }
  if (!answer.ok) return <ProblemRetry problem={answer.problem} onRetry={again} />;
  return <ComparisonView comparison={answer.value} csv={`${path}&format=csv`} accountName={accountName} />;
}
