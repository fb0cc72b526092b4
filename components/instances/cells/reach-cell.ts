import { REACH_TONES } from "#components/reach/reach-mark.tsx";
import type { CellContent, CellPart } from "#components/table/cell-content.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { STATUS_TEXT } from "#components/ui/status-shape.tsx";
import { blockerWords } from "#lib/domain/blocker-words.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { type InstanceRow, nodeName } from "../instance-row.ts";
import type { NodeAction } from "../next-action.ts";

const BUTTON_LOOK = buttonClass({ size: "sm", className: "h-6" });

/** The first thing in the way in two or three words, and a button where one click takes it away. */
export function reachCell(row: InstanceRow, tag: TagSpec, onFix: (row: InstanceRow, action: NodeAction) => void): CellContent {
  const words = row.blocker === null ? null : blockerWords(row.blocker, tag);
  const tone = REACH_TONES[row.reach];
  const parts: CellPart[] = [
    { as: "shape", tone },
    {
      as: "text",
      text: words?.label ?? "Reachable",
      look: classNames("min-w-0 flex-1 truncate", STATUS_TEXT[tone]),
      ...(words !== null && { title: words.sentence }),
    },
  ];
  const action = words?.action ?? null;
  if (action !== null) {
    const label = `Fix ${nodeName(row)}: ${words?.fix ?? ""}`;
    parts.push({ as: "button", text: "Fix", label, look: BUTTON_LOOK, press: () => onFix(row, action) });
  }
  return { look: "flex h-full min-w-0 items-center gap-1.5", parts };
}
