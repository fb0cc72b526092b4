import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { pointWords } from "./point-words.ts";

export type MomentSliderProps = { points: readonly CoveragePoint[]; cursor: number; onCursor: (cursor: number) => void };

/** Goes through the points of the chart by keyboard: arrows, Page Up and Down, Home, End. Reads each of them out. */
export function MomentSlider({ points, cursor, onCursor }: MomentSliderProps) {
  const point = points[cursor];
  if (point === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input
        type="range"
        min={0}
        max={points.length - 1}
        value={cursor}
        onChange={(event) => onCursor(Number(event.target.value))}
        aria-label="Point of the chart"
        aria-valuetext={pointWords(point)}
        className="h-6 w-40 accent-accent print:hidden"
      />
      <p className="min-w-0 flex-1 text-ink-2">{pointWords(point)}</p>
    </div>
  );
}
