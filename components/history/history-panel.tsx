"use client";

import { useMemo, useState } from "react";
import { ProblemRetry } from "#components/changes/problem-retry.tsx";
import { useEstate } from "#components/estate/use-estate.ts";
import { accountLabel } from "#components/instances/account-label.ts";
import { tagKeys } from "#components/instances/filters/tag-keys.ts";
import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CoverageHistory } from "#lib/domain/coverage-history.ts";
import { ComparisonPanel } from "./comparison-panel.tsx";
import { HistoryCharts } from "./history-charts.tsx";
import { HistoryControls } from "./history-controls.tsx";
import { rangeStart } from "./history-url.ts";
import { useAnswer } from "./use-answer.ts";
import { useHistoryUrl } from "./use-history-url.ts";
import { useRecordedVersion } from "./use-recorded-version.ts";

/** How coverage went: over time, by account, region or tag, and what became of the nodes between two moments. */
export function HistoryPanel() {
  const { snapshot } = useEstate();
  const [url, setUrl] = useHistoryUrl();
  const { cap, by, range, scale, a, b } = url;
  const [openedMs] = useState(() => Date.now());
  const path = useMemo(() => {
    const query = new URLSearchParams({ capability: cap, from: rangeStart(range, openedMs) });
    if (by !== "") query.set("by", by);
    return `/api/history?${query}`;
  }, [cap, by, range, openedMs]);
  const { answer, waiting, again } = useAnswer<CoverageHistory>(path, useRecordedVersion());
  const accountName = (account: string) => accountLabel(snapshot.accounts, account);

  return (
    <section aria-labelledby="history" aria-busy={waiting} className="panel flex flex-col gap-3 p-3 sm:p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="history" className="text-base font-semibold">
          Coverage of {CAPABILITY_WORDS[cap]} over time
        </h2>
      </div>
      <HistoryControls
        capability={cap}
        by={by}
        range={range}
        scale={scale}
        tagKeys={tagKeys(snapshot)}
        onChange={(change) => void setUrl(change)}
      />
      {answer === null ? (
        <>
          <p className="sr-only">Reading the coverage history.</p>
          <Skeleton className="h-56" />
        </>
      ) : answer.ok ? (
        <HistoryCharts
          history={answer.value}
          scale={scale}
          a={a}
          b={b}
          onCompare={(change) => void setUrl(change)}
          accountName={accountName}
        />
      ) : (
        <ProblemRetry problem={answer.problem} onRetry={again} />
      )}
      <ComparisonPanel capability={cap} a={a} b={b} accountName={accountName} />
    </section>
  );
}
