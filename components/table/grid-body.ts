import type { GridColumn } from "./grid-column.ts";
import { GridLine } from "./grid-line.ts";
import type { GridSelection, GridSource } from "./grid-source.ts";
import { chosenOf } from "./group-chosen.ts";
import type { GridGroup, GroupLayout } from "./group-layout.ts";
import { GroupLine } from "./group-line.ts";
import type { LineScroller } from "./line-scroller.ts";
import type { ShapeTemplates } from "./paint-cell.ts";

export type GridBodyOptions = {
  /** Where the lines are put: a positioned element. */
  element: HTMLElement;
  /** What has the focus, and is told which row is active. */
  grid: HTMLElement;
  scroller: LineScroller;
  shapes: ShapeTemplates;
  /** Px. */
  lineHeight: number;
  /** What a row's element id begins with; its key follows. */
  prefix: string;
};

/** What is to be drawn. */
export type GridState<Row> = {
  source: GridSource<Row>;
  layout: GroupLayout;
  /** Those shown, in order. Another list means other columns. */
  columns: readonly GridColumn<Row>[];
  selection: GridSelection;
  activeKey: number | null;
  openKey: number | null;
  rowName: (row: Row) => string;
};

/** The lines are put in order in the document once nothing has been drawn for so long. */
const STILL_MS = 150;

/**
 * The lines of a grid that are in view, drawn straight into the document: reconciling some hundred cells per key and per
 * frame of scrolling takes longer than a frame has (docs/decisions/0015). Elements are used for one row after another.
 */
export class GridBody<Row> {
  readonly #options: GridBodyOptions;
  #state: GridState<Row> | null = null;
  /** Drawn lines by their place among all lines. */
  readonly #rows = new Map<number, GridLine<Row>>();
  readonly #groups = new Map<number, GroupLine>();
  readonly #spareRows: GridLine<Row>[] = [];
  readonly #spareGroups: GroupLine[] = [];
  #activeId: string | null = null;
  #ordering: ReturnType<typeof setTimeout> | undefined;

  constructor(options: GridBodyOptions) {
    this.#options = options;
  }

  /** Draws another state. */
  show(state: GridState<Row>): void {
    if (this.#state?.columns !== state.columns) this.#forgetRows();
    this.#state = state;
    this.draw();
  }

  /** Draws the lines that are in view now. */
  draw(): void {
    const state = this.#state;
    if (state === null) return;
    const { scroller } = this.#options;
    const { first, end } = scroller.span();
    this.#freeLines(state, first, end);
    let activeId: string | null = null;
    for (let line = first; line < end; line += 1) {
      const at = state.layout.lineAt(line);
      if (at.kind === "group") this.#drawGroup(state, line, at.group);
      else activeId = this.#drawRow(state, line, at.index) ?? activeId;
    }
    for (const spare of [...this.#spareRows, ...this.#spareGroups]) spare.element.remove();
    this.#tellActive(activeId);
    this.#orderSoon();
  }

  destroy(): void {
    clearTimeout(this.#ordering);
    this.#options.element.replaceChildren();
  }

  /** Lines that have gone out of view, or are of the other kind by now. */
  #freeLines({ layout }: GridState<Row>, first: number, end: number): void {
    const kindAt = (line: number) => (line >= first && line < end ? layout.lineAt(line).kind : null);
    for (const [line, row] of this.#rows) {
      if (kindAt(line) === "row") continue;
      this.#rows.delete(line);
      this.#spareRows.push(row);
    }
    for (const [line, group] of this.#groups) {
      if (kindAt(line) === "group") continue;
      this.#groups.delete(line);
      this.#spareGroups.push(group);
    }
  }

  /** The id of the row's element where it is the active one. */
  #drawRow(state: GridState<Row>, line: number, index: number): string | null {
    const { source, selection, columns } = state;
    const { element, shapes, lineHeight, scroller, prefix } = this.#options;
    const key = source.keyAt(index);
    const row = source.rowAt(index);
    const id = `${prefix}-${key}`;
    const active = key === state.activeKey;
    const drawn = this.#rows.get(line) ?? this.#spareRows.pop() ?? new GridLine(columns, shapes, lineHeight);
    this.#rows.set(line, drawn);
    drawn.draw({
      row,
      id,
      line,
      index,
      place: scroller.placeOf(line),
      name: state.rowName(row),
      chosen: selection.has(key),
      active,
      open: key === state.openKey,
    });
    if (drawn.element.parentNode === null) element.append(drawn.element);
    return active ? id : null;
  }

  #drawGroup({ source, selection, columns }: GridState<Row>, line: number, group: GridGroup): void {
    const { element, lineHeight, scroller } = this.#options;
    const drawn = this.#groups.get(line) ?? this.#spareGroups.pop() ?? new GroupLine(lineHeight, this.#chooseGroup);
    this.#groups.set(line, drawn);
    const shown = chosenOf(group, source, selection);
    drawn.draw({ group, line, place: scroller.placeOf(line), shown }, columns.length + 1);
    if (drawn.element.parentNode === null) element.append(drawn.element);
  }

  readonly #chooseGroup = ({ start, count }: GridGroup, on: boolean): void => {
    this.#state?.selection.setSpan({ from: start, to: start + count - 1 }, on);
  };

  #tellActive(id: string | null): void {
    if (id === this.#activeId) return;
    this.#activeId = id;
    const { grid } = this.#options;
    if (id === null) grid.removeAttribute("aria-activedescendant");
    else grid.setAttribute("aria-activedescendant", id);
  }

  /** Screen readers go through a table in the order of the document, in which elements used again stand anywhere. */
  #orderSoon(): void {
    clearTimeout(this.#ordering);
    this.#ordering = setTimeout(() => {
      const lines = [...this.#rows, ...this.#groups].sort(([one], [other]) => one - other);
      let next: Element | null = this.#options.element.firstElementChild;
      for (const [, { element }] of lines) {
        if (element === next) next = next.nextElementSibling;
        else this.#options.element.insertBefore(element, next);
      }
    }, STILL_MS);
  }

  #forgetRows(): void {
    for (const row of [...this.#rows.values(), ...this.#spareRows]) row.element.remove();
    this.#rows.clear();
    this.#spareRows.length = 0;
  }
}
