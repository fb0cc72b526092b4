import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import { isSignedOut } from "./ask-server.ts";

export type ProblemRetryProps = { problem: Problem; onRetry: () => void; className?: string };

/** A problem with its way on: signing in where the session is over, else another try now. */
export function ProblemRetry({ problem, onRetry, className }: ProblemRetryProps) {
  return (
    <ProblemNotice
      problem={problem}
      announce
      {...(className && { className })}
      action={
        isSignedOut(problem) ? (
          <Link href="/sign-in" className={buttonClass({ size: "sm" })}>
            Sign in
          </Link>
        ) : (
          <Button size="sm" onClick={onRetry}>
            Try again now
          </Button>
        )
      }
    />
  );
}
