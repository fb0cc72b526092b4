import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, GutterMarker, gutter } from "@codemirror/view";
import type { FindingLevel } from "#lib/policy/findings/finding.ts";

/** A mark in the margin, beside the line of `from`. */
export type EditorMark = { id: string; from: number; level: FindingLevel; title: string };

/** Puts these marks in the place of those that are there. */
export const setMarks = StateEffect.define<readonly EditorMark[]>();

/**
 * The margin: one mark a line, of its gravest finding. It is for the eye and the mouse; the list of findings below says
 * the same to everybody else.
 */
export function marginMarks(onPick: (id: string) => void): Extension {
  return [
    field,
    gutter({
      class: "cm-findings",
      markers: (view) => view.state.field(field),
      initialSpacer: () => new Mark({ id: "", from: 0, level: "info", title: "" }, 1),
      domEventHandlers: {
        mousedown: (view, block) => {
          const mark = markAt(view, block.from);
          if (mark !== null) onPick(mark.id);
          return mark !== null;
        },
      },
    }),
  ];
}

const field = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    const moved = marks.map(transaction.changes);
    const set = transaction.effects.find((effect) => effect.is(setMarks));
    return set === undefined
      ? moved
      : toRanges(set.value, (at) => transaction.state.doc.lineAt(at).from, transaction.newDoc.length);
  },
});

const GRAVITY: Readonly<Record<FindingLevel, number>> = { error: 0, warning: 1, info: 2 };
const SIGNS: Readonly<Record<FindingLevel, string>> = { error: "●", warning: "▲", info: "○" };

class Mark extends GutterMarker {
  readonly mark: EditorMark;
  readonly count: number;

  constructor(mark: EditorMark, count: number) {
    super();
    this.mark = mark;
    this.count = count;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof Mark && other.mark.id === this.mark.id && other.mark.title === this.mark.title;
  }

  override toDOM(): Node {
    const sign = document.createElement("span");
    sign.textContent = SIGNS[this.mark.level];
    sign.title = this.count > 1 ? `${this.mark.title} And ${this.count - 1} more here.` : this.mark.title;
    sign.className = `cm-finding cm-finding-${this.mark.level}`;
    return sign;
  }
}

function toRanges(marks: readonly EditorMark[], lineStart: (at: number) => number, length: number): RangeSet<GutterMarker> {
  const byLine = new Map<number, EditorMark[]>();
  for (const mark of marks) {
    const line = lineStart(Math.min(mark.from, length));
    byLine.set(line, [...(byLine.get(line) ?? []), mark]);
  }
  const ranges = [...byLine].flatMap(([line, here]) => {
    const [gravest] = here.toSorted((one, other) => GRAVITY[one.level] - GRAVITY[other.level]);
    return gravest === undefined ? [] : [new Mark(gravest, here.length).range(line)];
  });
  return RangeSet.of(ranges, true);
}

function markAt(view: EditorView, line: number): EditorMark | null {
  let found: EditorMark | null = null;
  view.state.field(field).between(line, line, (_from, _to, marker) => {
    if (marker instanceof Mark) found = marker.mark;
  });
  return found;
}
