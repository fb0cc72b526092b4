import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import type { NodeAction } from "./next-action.ts";

export type SelectionBarProps = {
  selected: number;
  matching: number;
  /** Chosen, and not among those that match. */
  hidden: number;
  ids: () => string;
  onSelectAll: () => void;
  onClear: () => void;
  onTagging: (action: NodeAction, incident?: boolean) => void;
};

/** What is chosen, how it stands to what is shown, and what can be done with it. */
export function SelectionBar({ selected, matching, hidden, ids, onSelectAll, onClear, onTagging }: SelectionBarProps) {
  const allChosen = selected - hidden === matching;
  return (
    <section
      aria-label="Selection"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 sticky bottom-0 z-20 border-t bg-surface px-3 py-2 sm:px-4 pointer-coarse:gap-y-2"
    >
      <p role="status" className="mr-auto">
        <strong className="font-semibold">{formatNumber(selected)}</strong> selected of {formatNumber(matching)} matching
        {hidden > 0 && <span className="text-tag"> ({formatNumber(hidden)} hidden by the filter)</span>}
      </p>
      {!allChosen && matching > 0 && (
        <Button size="sm" variant="ghost" onClick={onSelectAll}>
          Select all {formatNumber(matching)}
        </Button>
      )}
      <Button size="sm" variant="primary" onClick={() => onTagging("tag")}>
        Tag…
      </Button>
      <Button size="sm" onClick={() => onTagging("untag")}>
        Untag…
      </Button>
      <Button size="sm" onClick={() => onTagging("normalise")}>
        Fix value…
      </Button>
      <Button size="sm" onClick={() => onTagging("tag", true)}>
        Reach now…
      </Button>
      <CopyButton size="sm" text={ids} label="Copy ids" />
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
