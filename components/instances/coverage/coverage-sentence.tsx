import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { formatNumber } from "#components/ui/count.tsx";
import type { Coverage } from "#lib/domain/coverage.ts";
import type { Capability } from "#lib/domain/verdict.ts";

export type CoverageSentenceProps = { coverage: Coverage; pending: boolean; capability: Capability };

/** "1,842 of 3,012 instances in reach of Run Command (61%)"; "at least" where something could not be read. */
export function CoverageSentence({ coverage, pending, capability }: CoverageSentenceProps) {
  if (pending) {
    // Cut off where there is no room for it: wrapped, it would move everything below when the count takes its place.
    return (
      <p className="min-w-0 flex-1 basis-96 truncate text-lg text-ink-3 min-[90rem]:text-xl">
        How many instances are in reach of {CAPABILITY_WORDS[capability]} is told as soon as the first of them are read
      </p>
    );
  }
  const { counts, total, atLeast, percent } = coverage;
  // Of what was not read nothing is known: a zero would be taken for an answer.
  if (total === 0 && atLeast) {
    return <p className="text-lg text-ink-2 sm:text-xl">Reach not known: no instance has been read</p>;
  }
  return (
    <p className="text-lg text-ink-2 min-[90rem]:text-xl">
      {atLeast ? "At least " : ""}
      <strong className="font-semibold text-ink">{formatNumber(counts.reachable)}</strong> of{atLeast ? " at least" : ""}{" "}
      <strong className="font-semibold text-ink">{formatNumber(total)}</strong> {total === 1 ? "instance" : "instances"} in reach
      of {CAPABILITY_WORDS[capability]}
      {percent !== null && (
        <span className="ml-2 text-base text-ink-3">
          {percent}%{atLeast ? " of those read" : ""}
        </span>
      )}
    </p>
  );
}
