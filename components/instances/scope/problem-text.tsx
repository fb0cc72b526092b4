import type { Problem } from "#lib/domain/problem.ts";

/** A problem in words: what, what the system said, and what to do. */
export function ProblemText({ problem }: { problem: Problem }) {
  return (
    <>
      <span className="block text-ink">{problem.title}</span>
      {problem.detail && <span className="ident block break-words text-ink-3">{problem.detail}</span>}
      {problem.remedy && <span className="block text-ink-2">{problem.remedy}</span>}
    </>
  );
}
