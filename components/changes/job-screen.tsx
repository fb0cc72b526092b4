"use client";

import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { JobPage } from "./job-page.tsx";
import { ProblemRetry } from "./problem-retry.tsx";
import { useJob } from "./use-job.ts";

export type JobScreenProps = { id: string; policy: PolicyInForce };

/** One job: what it was for, how it stands, and what came of each node. */
export function JobScreen({ id, policy }: JobScreenProps) {
  const { state, watch } = useJob(id);
  return (
    <div className="mx-auto flex w-full max-w-[72rem] flex-col gap-6 px-3 py-5 sm:px-6">
      <nav aria-label="Back">
        <Link href="/changes" className="text-accent-text hover:underline">
          ← All changes
        </Link>
      </nav>
      {state.phase === "reading" &&
        (state.problem === null ? <JobSkeleton /> : <ProblemRetry problem={state.problem} onRetry={watch.again} />)}
      {state.phase === "refused" &&
        (state.problem.status === 404 ? <NoSuchJob id={id} /> : <ProblemRetry problem={state.problem} onRetry={watch.again} />)}
      {state.phase === "shown" && <JobPage {...state} watch={watch} policy={policy} />}
    </div>
  );
}

function NoSuchJob({ id }: { id: string }) {
  return (
    <EmptyState
      heading="h1"
      title="There is no such change"
      action={
        <Link href="/changes" className={buttonClass()}>
          All changes
        </Link>
      }
    >
      Nothing is kept under <span className="ident [overflow-wrap:anywhere]">{id.slice(0, 80)}</span>. The link may be cut short,
      or come from another server.
    </EmptyState>
  );
}

function JobSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      <p className="sr-only">Reading the change.</p>
      <Skeleton className="h-6 w-72 max-w-full" />
      <Skeleton className="w-48" />
      <Skeleton className="h-40" />
    </div>
  );
}
