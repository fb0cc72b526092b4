"use client";

import { useMemo, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { CoverageHistory, CoveragePoint, CoverageSeries } from "#lib/domain/coverage-history.ts";
import type { ChartScale } from "./chart-bands.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { ComparePick } from "./compare-pick.tsx";
import { CoverageChart } from "./coverage-chart.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { MomentSlider } from "./moment-slider.tsx";
import { coverageWords, seriesWords } from "./point-words.ts";
import { sumPoints } from "./sum-points.ts";

export type HistoryChartsProps = {
  history: CoverageHistory;
  scale: ChartScale;
  /** The two moments that are compared. */
  a: string | null;
  b: string | null;
  onCompare: (change: { a?: string | null; b?: string | null }) => void;
  accountName: (account: string) => string;
};

/** One chart of the whole estate, or a small one for each of its parts; with one moment looked at in all of them. */
export function HistoryCharts({ history, scale, a, b, onCompare, accountName }: HistoryChartsProps) {
  const { series, by } = history;
  const points = useMemo(() => sumPoints(series, by.startsWith("tag:")), [series, by]);
  // A moment and not an index: points come and go with every answer.
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  const found = lookedAt === null ? -1 : points.findIndex(({ at }) => at === lookedAt);
  const cursor = found === -1 ? points.length - 1 : found;
  const point = points[cursor];
  if (point === undefined) {
    return <EmptyState title="The first point comes when a sweep ends">Until then there is nothing to show.</EmptyState>;
  }
  const setCursor = (next: number) => setLookedAt(next === points.length - 1 ? null : (points[next]?.at ?? null));
  const nameOf = (one: CoverageSeries) => seriesWords(one, (name) => (by === "account" ? accountName(name) : name));
  const marks = [...(a === null ? [] : [{ letter: "A", at: a }]), ...(b === null ? [] : [{ letter: "B", at: b }])];
  const chart = { scale, cursor, onCursor: setCursor, marks };
  return (
    <div className="flex flex-col gap-3">
      <ChartLegend point={point} />
      {by === "" ? (
        <CoverageChart points={points} height={220} {...chart} />
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-x-4 gap-y-3">
          {series.map((one) => (
            <li key={`${one.kind} ${one.name}`} className="min-w-0">
              <h3 className="truncate text-sm font-medium" title={nameOf(one)}>
                <bdi>{nameOf(one)}</bdi>
              </h3>
              <p className="text-xs text-ink-2">{wordsAt(one.points, cursor)}</p>
              <CoverageChart points={one.points} height={110} small {...chart} />
            </li>
          ))}
        </ul>
      )}
      <MomentSlider points={points} cursor={cursor} onCursor={setCursor} />
      <ComparePick points={points} point={point} a={a} b={b} onCompare={onCompare} />
      <FiguresTable series={series} nameOf={nameOf} />
    </div>
  );
}

function wordsAt(points: readonly CoveragePoint[], cursor: number): string {
  const point = points[cursor];
  return point === undefined ? "" : coverageWords(point);
}
