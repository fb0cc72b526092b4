import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import type { Problem } from "#lib/domain/problem.ts";

export type RefusalProps = { problem: Problem; again: string | null; onAgain?: () => void };

/** A problem with its way on: signing in where the session is over, else another try. */
export function Refusal({ problem, again, onAgain }: RefusalProps) {
  const signedOut = problem.status === 401;
  return (
    <ProblemNotice
      problem={problem}
      announce
      className="mb-4"
      action={
        signedOut ? (
          <Link href="/sign-in" className={buttonClass({ size: "sm" })}>
            Sign in
          </Link>
        ) : (
          again && (
            <Button size="sm" onClick={onAgain}>
              {again}
            </Button>
          )
        )
      }
    />
  );
}
