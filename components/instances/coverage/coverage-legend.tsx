import { REACH_TONES, REACH_WORDS } from "#components/reach/reach-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatNumber } from "#components/ui/count.tsx";
import { StatusShape } from "#components/ui/status-shape.tsx";
import { type Coverage, REACHES } from "#lib/domain/coverage.ts";
import type { Reach } from "#lib/domain/verdict.ts";

export type CoverageLegendProps = {
  coverage: Coverage;
  pending: boolean;
  chosen: readonly Reach[];
  onReach: (reach: Reach) => void;
};

/** Each count with its shape and its word; pressing one filters the table to it, pressing another adds that one. */
export function CoverageLegend({ coverage, pending, chosen, onReach }: CoverageLegendProps) {
  const nothingRead = coverage.total === 0 && coverage.atLeast;
  return (
    <fieldset className="-mx-1.5 flex flex-wrap gap-x-1 gap-y-0.5">
      <legend className="sr-only">Show instances that are</legend>
      {REACHES.map((reach) => {
        const pressed = chosen.includes(reach);
        return (
          <button
            key={reach}
            type="button"
            aria-pressed={pressed}
            onClick={() => onReach(reach)}
            className={classNames(
              "inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-9",
              pressed && "bg-selected text-ink shadow-[inset_0_0_0_1px_var(--color-accent-text)] hover:bg-selected",
            )}
          >
            <StatusShape tone={REACH_TONES[reach]} />
            {REACH_WORDS[reach]}
            <span className={classNames("font-semibold text-ink", pending && "invisible")}>
              {nothingRead ? (
                <NotKnown />
              ) : (
                <>
                  {coverage.atLeast && <AtLeast />}
                  {formatNumber(coverage.counts[reach])}
                </>
              )}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}

/** Short for the eye, in words for the ear. */
function AtLeast() {
  return (
    <>
      <span aria-hidden="true" title="at least">
        ≥{" "}
      </span>
      <span className="sr-only">at least </span>
    </>
  );
}

function NotKnown() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">not known</span>
    </>
  );
}
