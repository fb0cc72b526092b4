import { checkboxClass } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { cellClass } from "./cell-class.ts";
import type { CellContent } from "./cell-content.ts";
import type { GridColumn } from "./grid-column.ts";
import { paintCell, type ShapeTemplates } from "./paint-cell.ts";

/** All that the drawing of a row depends on. */
export type DrawnRow<Row> = {
  row: Row;
  id: string;
  /** Place among all lines, for ARIA; from 0. */
  line: number;
  /** Place among the rows. */
  index: number;
  /** Px. */
  place: number;
  name: string;
  chosen: boolean;
  active: boolean;
  open: boolean;
};

/**
 * The element of a row, used for one row after another as they come into view: what differs from the row before is
 * changed, everything else is left as it is.
 */
export class GridLine<Row> {
  readonly element: HTMLElement;
  readonly #columns: readonly GridColumn<Row>[];
  readonly #shapes: ShapeTemplates;
  readonly #box: HTMLInputElement;
  readonly #cells: { element: HTMLElement; look: string; content: CellContent | null }[];
  #drawn: DrawnRow<Row> | null = null;

  constructor(columns: readonly GridColumn<Row>[], shapes: ShapeTemplates, height: number) {
    this.#columns = columns;
    this.#shapes = shapes;
    this.element = document.createElement("div");
    this.element.setAttribute("role", "row");
    this.element.className = "grid-row grid items-center";
    this.element.style.height = `${height}px`;
    this.element.style.gridTemplateColumns = "var(--grid-columns)";
    const choose = this.#addCell(1, classNames("flex h-full items-center justify-center", cellClass("choose")));
    choose.dataset.choose = "";
    this.#box = document.createElement("input");
    this.#box.type = "checkbox";
    this.#box.tabIndex = -1;
    this.#box.className = checkboxClass;
    choose.append(this.#box);
    this.#cells = columns.map((column, at) => {
      // A pinned one covers what scrolls by beneath it, so it has to be as high as the row.
      const look = classNames("min-w-0 truncate px-2", cellClass(column.pinned), column.pinned && "h-full leading-[35px]");
      return { element: this.#addCell(at + 2, look), look, content: null };
    });
  }

  /** Draws a row here, in the place of the one before. */
  draw(next: DrawnRow<Row>): void {
    const { element } = this;
    const before = this.#drawn;
    this.#drawn = next;
    if (before?.place !== next.place) element.style.transform = `translateY(${next.place}px)`;
    if (before?.id !== next.id) element.id = next.id;
    if (before?.line !== next.line) element.setAttribute("aria-rowindex", String(next.line + 2));
    if (before?.index !== next.index) element.dataset.index = String(next.index);
    if (before?.chosen !== next.chosen) element.setAttribute("aria-selected", String(next.chosen));
    if (before?.active !== next.active) element.toggleAttribute("data-active", next.active);
    if (before?.open !== next.open) element.toggleAttribute("data-open", next.open);
    if (before?.name !== next.name) this.#box.setAttribute("aria-label", `Select ${next.name}`);
    // A press has already turned the box round by itself, whatever came of it.
    if (this.#box.checked !== next.chosen) this.#box.checked = next.chosen;
    if (before?.row !== next.row) this.#drawCells(next.row);
  }

  #drawCells(row: Row): void {
    for (let at = 0; at < this.#cells.length; at += 1) {
      const cell = this.#cells[at];
      const content = this.#columns[at]?.content(row);
      if (cell === undefined || content === undefined) continue;
      if (cell.content?.look !== content.look) cell.element.className = classNames(cell.look, content.look);
      paintCell(cell.element, cell.content, content, this.#shapes);
      cell.content = content;
    }
  }

  #addCell(position: number, look: string): HTMLElement {
    const cell = document.createElement("div");
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-colindex", String(position));
    cell.className = look;
    this.element.append(cell);
    return cell;
  }
}
