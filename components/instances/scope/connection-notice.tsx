"use client";

import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import { ProblemText } from "./problem-text.tsx";

export type ConnectionNoticeProps = {
  problem: Problem;
  /** When it is tried again, epoch ms. */
  retryAt: number;
  onRetry: () => void;
};

/** Says that what is shown no longer follows the estate, why, and when it is tried again. */
export function ConnectionNotice({ problem, retryAt, onRetry }: ConnectionNoticeProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-danger-soft px-3 py-2 sm:px-4">
      <div role="alert" className="min-w-0 flex-1 basis-72">
        <ProblemText problem={problem} />
      </div>
      <span className="text-ink-2">{seconds > 0 ? `Trying again in ${seconds} s` : "Trying again…"}</span>
      <Button size="sm" onClick={onRetry}>
        Try again now
      </Button>
    </div>
  );
}
