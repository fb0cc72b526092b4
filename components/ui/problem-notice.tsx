import type { ReactNode } from "react";
import type { Problem } from "#lib/domain/problem.ts";
import { Notice } from "./notice.tsx";

export type ProblemNoticeProps = { problem: Problem; announce?: boolean; action?: ReactNode; className?: string };

/** A Problem as a notice: what happened, what to do, and the facts that a bug report or a ticket needs. */
export function ProblemNotice({ problem, announce = false, action, className }: ProblemNoticeProps) {
  const facts = [
    problem.code,
    problem.action,
    problem.account && problem.region ? `${problem.account} / ${problem.region}` : (problem.account ?? problem.region),
    problem.requestId && `request ${problem.requestId}`,
  ].filter((fact) => fact !== undefined && fact !== "");
  return (
    <Notice tone="danger" title={problem.title} announce={announce} action={action} {...(className && { className })}>
      {problem.remedy && <p>{problem.remedy}</p>}
      {problem.detail && problem.detail !== problem.title && <p className="mt-1 text-xs text-ink-2">{problem.detail}</p>}
      <p className="ident mt-1 text-ink-3 [overflow-wrap:anywhere]">{facts.join(" · ")}</p>
    </Notice>
  );
}
