import { formatNumber } from "#components/ui/count.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import { countReasons } from "./plan-groups.ts";

/** Why, grouped, with what to do about each. */
export function ReasonList({ problems }: { problems: readonly Problem[] }) {
  const reasons = countReasons(problems);
  if (reasons.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5">
      {reasons.map(({ problem, count, alike }) => (
        <li key={problem.code} className="flex gap-2">
          <span className="min-w-12 text-right font-semibold">{formatNumber(count)} ×</span>
          <span className="min-w-0 flex-1 break-words">
            {!alike && <span className="text-ink-2">for instance: </span>}
            {problem.title} {problem.remedy && <span className="text-ink-2">{problem.remedy}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
