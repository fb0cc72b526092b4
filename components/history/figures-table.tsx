"use client";

import { useState } from "react";
import { formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { CoverageSeries } from "#lib/domain/coverage-history.ts";
import { BANDS, isGapPoint } from "./chart-bands.ts";

export type FiguresTableProps = { series: readonly CoverageSeries[]; nameOf: (series: CoverageSeries) => string };

/** The figures of the chart, newest first. Made when somebody asks for them. */
export function FiguresTable({ series, nameOf }: FiguresTableProps) {
  const [open, setOpen] = useState(false);
  const several = series.length > 1;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm text-ink-2 hover:text-ink">Show the figures</summary>
      {open && (
        <ScrollRegion aria-label="Figures of the chart" className="mt-2 max-h-80 rounded-md border">
          <table className="w-full text-xs">
            <thead className="sticky top-0 bg-surface text-ink-3">
              <tr>
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  Moment
                </th>
                {several && (
                  <th scope="col" className="px-3 py-1.5 text-left font-medium">
                    Of
                  </th>
                )}
                {["Reachable", "Blocked", "Unknown", "Not read", "Account-regions unknown"].map((head) => (
                  <th key={head} scope="col" className="px-3 py-1.5 text-right font-medium">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {series.flatMap((one) =>
                one.points.toReversed().map((point) => (
                  <tr key={`${one.kind} ${one.name} ${point.at}`} className="border-t">
                    <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                      <LocalTime at={point.at} show="full" />
                    </th>
                    {several && (
                      <td className="max-w-48 truncate px-3 py-1">
                        <bdi>{nameOf(one)}</bdi>
                      </td>
                    )}
                    {BANDS.map((band) => (
                      <td key={band} className="px-3 py-1 text-right tabular-nums">
                        {isGapPoint(point) ? "–" : formatNumber(point[band])}
                      </td>
                    ))}
                    <td className="px-3 py-1 text-right tabular-nums">{formatNumber(point.unreadCells)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </details>
  );
}
