import type { PolicyProblem } from "#lib/policy/parse-policy.ts";

export type ProblemListProps = {
  problems: readonly PolicyProblem[];
  /** What is wrong with the text's place among the others; "" for nothing. */
  misplaced: string;
};

const MOST_SHOWN = 8;

/** Why a text cannot be read: where, and what was expected there. */
export function ProblemList({ problems, misplaced }: ProblemListProps) {
  const left = problems.length - MOST_SHOWN;
  return (
    <div role="alert" className="empty:hidden">
      {(problems.length > 0 || misplaced !== "") && (
        <div className="border-t bg-danger-soft px-3 py-2.5 sm:px-4">
          <p className="font-medium">{misplaced || "This text is not read, because a half-read policy is worse than none."}</p>
          <ul className="mt-1 flex flex-col gap-1">
            {problems.slice(0, MOST_SHOWN).map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made whole each time, in one order.
              <li key={index} className="flex flex-wrap gap-x-2">
                {problem.place !== null && (
                  <span className="shrink-0 font-medium text-danger">
                    Line {problem.place.line}, column {problem.place.column}:
                  </span>
                )}
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {problem.title} {problem.path !== "" && <span className="ident text-ink-2">{problem.path}</span>}
                </span>
              </li>
            ))}
          </ul>
          {left > 0 && <p className="mt-1 text-ink-2">And {left} more.</p>}
        </div>
      )}
    </div>
  );
}
