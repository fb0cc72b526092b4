"use client";

import { Timer } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { useNow } from "#components/changes/use-now.ts";
import { incidentsSentence, runningWords } from "#components/tagging/at-hand-words.ts";
import { useJobsAtHand } from "#components/tagging/use-jobs-at-hand.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

/** What goes on just now: reach that ends by itself, and jobs that run. Nothing is drawn where there is neither. */
export const AtHandBar = memo(function AtHandBar({ onFollow }: { onFollow: (jobId: string) => void }) {
  const { running, incidents } = useJobsAtHand();
  const due = incidentsSentence(incidents, useNow());
  const runs = runningWords(running);
  const [only, ...more] = running;
  if (due === null && runs === null) return null;
  return (
    <section
      aria-label="Going on now"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t bg-surface px-3 py-1.5 sm:px-4"
    >
      {due !== null && (
        <p className="flex min-w-0 items-center gap-2">
          <Timer aria-hidden="true" className="size-4 shrink-0 text-tag" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {due}{" "}
            <Link href="/changes" className="text-accent-text underline underline-offset-2">
              See them
            </Link>
          </span>
        </p>
      )}
      {runs !== null && only !== undefined && (
        <p className="ml-auto flex items-center gap-2 text-ink-2">
          {only.state !== "paused" && <Spinner />}
          {runs}
          {more.length === 0 ? (
            <Button size="sm" variant="ghost" onClick={() => onFollow(only.id)}>
              Show it
            </Button>
          ) : (
            <Link href="/changes" className={buttonClass({ size: "sm", variant: "ghost" })}>
              Show them
            </Link>
          )}
        </p>
      )}
    </section>
  );
});
