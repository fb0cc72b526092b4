import { ReachMark } from "#components/reach/reach-mark.tsx";
import { Button } from "#components/ui/button.tsx";
import { blockerWords } from "#lib/domain/blocker-words.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { type InstanceRow, nodeName } from "./instance-row.ts";
import type { NodeAction } from "./next-action.ts";

export type ReachCellProps = {
  row: InstanceRow;
  tag: TagSpec;
  onFix: (row: InstanceRow, action: NodeAction) => void;
};

/** The first thing in the way in two or three words, and a button where one click takes it away. */
export function ReachCell({ row, tag, onFix }: ReachCellProps) {
  const words = row.blocker === null ? null : blockerWords(row.blocker, tag);
  const action = words?.action ?? null;
  return (
    <span className="flex h-full min-w-0 items-center justify-between gap-2">
      <span className="flex min-w-0" title={words?.sentence}>
        <ReachMark reach={row.reach} words={words?.label ?? "Reachable"} />
      </span>
      {action !== null && (
        <Button
          size="sm"
          tabIndex={-1}
          className="h-6"
          aria-label={`Fix ${nodeName(row)}: ${words?.fix ?? ""}`}
          onClick={() => onFix(row, action)}
        >
          Fix
        </Button>
      )}
    </span>
  );
}
