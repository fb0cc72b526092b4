import { checkboxClass } from "#components/ui/checkbox.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import type { GridSelection } from "./grid-source.ts";
import type { GridGroup } from "./group-layout.ts";

/** All that the drawing of a heading depends on. */
export type DrawnGroup = {
  group: GridGroup;
  /** Place among all lines, for ARIA; from 0. */
  line: number;
  /** Px. */
  place: number;
  /** How many of its rows are chosen. */
  shown: GridSelection["shown"];
};

/** The element of a group's heading, with a box that chooses all of its rows; used for one group after another. */
export class GroupLine {
  readonly element: HTMLElement;
  readonly #cell: HTMLElement;
  readonly #box: HTMLInputElement;
  readonly #label: HTMLElement;
  readonly #count: HTMLElement;
  #drawn: DrawnGroup | null = null;

  /** `onPress`: the box was pressed; `on`: the group's rows are to be chosen, or no longer. */
  constructor(height: number, onPress: (group: GridGroup, on: boolean) => void) {
    this.element = document.createElement("div");
    this.element.setAttribute("role", "row");
    this.element.className = "absolute inset-x-0 top-0 border-b bg-sunken [contain:layout_style]";
    this.element.style.height = `${height}px`;
    this.#cell = append(this.element, "div", "sticky left-0 flex h-full w-fit items-center");
    this.#cell.setAttribute("role", "gridcell");
    const choose = append(this.#cell, "span", "flex w-10 justify-center");
    this.#box = document.createElement("input");
    this.#box.type = "checkbox";
    this.#box.tabIndex = -1;
    this.#box.className = checkboxClass;
    this.#box.addEventListener("change", () => {
      if (this.#drawn !== null) onPress(this.#drawn.group, this.#drawn.shown !== "all");
    });
    choose.append(this.#box);
    this.#label = append(this.#cell, "bdi", "max-w-[60vw] truncate px-2 font-semibold");
    this.#count = append(this.#cell, "span", "text-ink-3");
  }

  /** Draws a group here, in the place of the one before. `columns`: how many the grid has. */
  draw(next: DrawnGroup, columns: number): void {
    const before = this.#drawn;
    this.#drawn = next;
    if (before?.place !== next.place) this.element.style.transform = `translateY(${next.place}px)`;
    if (before?.line !== next.line) this.element.setAttribute("aria-rowindex", String(next.line + 2));
    this.#cell.setAttribute("aria-colspan", String(columns));
    if (this.#box.checked !== (next.shown === "all")) this.#box.checked = next.shown === "all";
    this.#box.indeterminate = next.shown === "some";
    const { label, count } = next.group;
    if (before?.group.label === label && before.group.count === count) return;
    this.#label.textContent = label;
    this.#count.textContent = formatNumber(count);
    this.#box.setAttribute("aria-label", `Select all of ${label}, ${formatNumber(count)}`);
  }
}

function append(to: HTMLElement, tag: "div" | "span" | "bdi", look: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = look;
  to.append(element);
  return element;
}
