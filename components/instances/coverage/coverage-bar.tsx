import { REACH_TONES, REACH_WORDS } from "#components/reach/reach-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { STATUS_FILL } from "#components/ui/status-shape.tsx";
import type { Reach } from "#lib/domain/verdict.ts";
import { barSegments } from "./bar-segments.ts";

export type CoverageBarProps = {
  counts: Readonly<Record<Reach, number>>;
  chosen: readonly Reach[];
  onReach: (reach: Reach) => void;
};

/** The five counts as one bar. A picture of the legend below it, which says the same in words and to every reader. */
export function CoverageBar({ counts, chosen, onReach }: CoverageBarProps) {
  return (
    <svg aria-hidden="true" className="block h-2.5 w-full overflow-hidden rounded-full bg-line">
      {barSegments(counts).map(({ reach, from, width }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the legend's buttons do the same.
        <rect
          key={reach}
          x={`${from.toFixed(3)}%`}
          width={`${width.toFixed(3)}%`}
          height="100%"
          onClick={() => onReach(reach)}
          className={classNames(
            "cursor-pointer stroke-surface transition-opacity duration-100 hover:opacity-80",
            STATUS_FILL[REACH_TONES[reach]],
            chosen.length > 0 && !chosen.includes(reach) && "opacity-30",
          )}
        >
          <title>{REACH_WORDS[reach]}</title>
        </rect>
      ))}
    </svg>
  );
}
