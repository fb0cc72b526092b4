import { Download } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import type { CoverageComparison } from "#lib/domain/coverage-history.ts";
import { CHANGE_WORDS, CHANGES } from "./change-words.ts";
import { ChangedNodes } from "./changed-nodes.tsx";
import { coverageWords } from "./point-words.ts";

export type ComparisonViewProps = {
  comparison: CoverageComparison;
  /** Address of the same as a file. */
  csv: string;
  accountName: (account: string) => string;
};

/** What became of the nodes between two moments: how many, which, and all of them as a file. */
export function ComparisonView({ comparison, csv, accountName }: ComparisonViewProps) {
  const { from, to, counts, nodes } = comparison;
  const total = CHANGES.reduce((sum, change) => sum + counts[change], 0);
  return (
    <section aria-labelledby="comparison" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id="comparison" className="font-semibold">
          What became of them
        </h3>
        {total > 0 && (
          <a href={csv} download className={buttonClass({ size: "sm", className: "print:hidden" })}>
            <Download aria-hidden="true" className="size-3.5" />
            Download CSV
          </a>
        )}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-ink-2">
        {[
          { letter: "A", point: from },
          { letter: "B", point: to },
        ].map(({ letter, point }) => (
          <div key={letter} className="contents">
            <dt className="font-semibold text-accent-text">{letter}</dt>
            <dd>
              <LocalTime at={point.at} show="full" />: {coverageWords(point)}
            </dd>
          </div>
        ))}
      </dl>
      {total === 0 && <p className="text-ink-2">No node came, went, gained or lost reach between the two.</p>}
      {CHANGES.filter((change) => counts[change] > 0).map((change) => {
        const listed = nodes.filter((node) => node.change === change);
        return (
          <details key={change} className="rounded-md border" open={counts[change] <= 20 && change !== "unread"}>
            <summary className="px-3 py-1.5">
              <span className="font-medium">{CHANGE_WORDS[change]}</span>{" "}
              <span className="text-ink-2">{formatCount(counts[change], "instance")}</span>
            </summary>
            <ChangedNodes label={CHANGE_WORDS[change]} nodes={listed} accountName={accountName} />
            {listed.length < counts[change] && (
              <p className="border-t px-3 py-1.5 text-xs text-ink-2">
                The first {formatNumber(listed.length)} of them; the file has all.
              </p>
            )}
          </details>
        );
      })}
    </section>
  );
}
