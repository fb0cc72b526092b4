import { useId } from "react";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { StatusShape } from "#components/ui/status-shape.tsx";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { BAND_LOOKS } from "./band-look.ts";
import { BANDS, isGapPoint } from "./chart-bands.ts";
import { HatchSwatch } from "./hatch.tsx";

export type ChartLegendProps = {
  /** The point whose counts are told. */
  point: CoveragePoint;
};

/** What the bands are, and how many nodes each of them has at a point. */
export function ChartLegend({ point }: ChartLegendProps) {
  const hatch = useId();
  const isGap = isGapPoint(point);
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
      {BANDS.map((band) => {
        const { word, tone } = BAND_LOOKS[band];
        return (
          <li key={band} className="inline-flex items-center gap-1.5">
            {tone === null ? <HatchSwatch id={hatch} /> : <StatusShape tone={tone} />}
            {word}
            <span className="font-semibold text-ink">{isGap ? "–" : formatNumber(point[band])}</span>
          </li>
        );
      })}
      {point.unreadCells > 0 && (
        <li className="inline-flex items-center gap-1.5">
          <HatchSwatch id={`${hatch}cells`} />
          Nothing known of {formatCount(point.unreadCells, "account-region")}
        </li>
      )}
    </ul>
  );
}
