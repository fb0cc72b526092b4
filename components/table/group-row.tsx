// biome-ignore-all lint/a11y/useSemanticElements: a <table> cannot place its rows freely; the roles make the same table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row (aria-activedescendant).
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import type { Span } from "./grid-keys.ts";
import type { GroupInView } from "./use-grid.ts";

export type GroupRowProps = GroupInView & { height: number; columns: number; onChoose: (span: Span, on: boolean) => void };

/** The heading of a group, with a box that chooses all of its rows. */
export function GroupRow({ group, line, start, shown, height, columns, onChoose }: GroupRowProps) {
  const words = `${group.label}, ${formatNumber(group.count)}`;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      className="absolute inset-x-0 top-0 border-b bg-sunken"
      style={{ height, transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" aria-colspan={columns} className="sticky left-0 flex h-full w-fit items-center">
        <span className="flex w-10 justify-center">
          <Checkbox
            tabIndex={-1}
            aria-label={`Select all of ${words}`}
            checked={shown === "all"}
            indeterminate={shown === "some"}
            onChange={() => onChoose({ from: group.start, to: group.start + group.count - 1 }, shown !== "all")}
          />
        </span>
        <bdi className="max-w-[60vw] truncate px-2 font-semibold">{group.label}</bdi>
        <span className="text-ink-3">{formatNumber(group.count)}</span>
      </div>
    </div>
  );
}
