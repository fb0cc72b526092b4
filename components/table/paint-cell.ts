import type { StatusTone } from "#components/ui/status-shape.tsx";
import type { CellContent, CellPart } from "./cell-content.ts";

/** An element of each status shape, to be copied. */
export type ShapeTemplates = Readonly<Record<StatusTone, Element>>;

/** What pressing a painted button does. */
const PRESSES = new WeakMap<Element, () => void>();

/** Does what the painted button is there for; false where the element is none. */
export function pressPainted(button: Element): boolean {
  const press = PRESSES.get(button);
  press?.();
  return press !== undefined;
}

/**
 * Draws a cell's content into its element, which holds `painted` (null: nothing). What is the same stays untouched: the
 * browser lays out and paints only what differs.
 */
export function paintCell(cell: Element, painted: CellContent | null, content: CellContent, shapes: ShapeTemplates): void {
  const before = painted?.parts ?? [];
  const { parts } = content;
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    const old = before[at];
    const element = cell.children[at];
    if (part === undefined || old === part) continue;
    if (old !== undefined && element !== undefined && isSameKind(old, part)) patch(element, old, part);
    else if (element === undefined) cell.append(create(part, shapes));
    else element.replaceWith(create(part, shapes));
  }
  for (let extra = cell.children.length; extra > parts.length; extra -= 1) cell.lastElementChild?.remove();
}

function isSameKind(old: CellPart, part: CellPart): boolean {
  return old.as === part.as && (old.as !== "shape" || part.as !== "shape" || old.tone === part.tone);
}

function create(part: CellPart, shapes: ShapeTemplates): Element {
  if (part.as === "shape") return copyOf(shapes[part.tone]);
  const element = document.createElement(TAGS[part.as]);
  element.append(part.text);
  setOrRemove(element, "class", part.look);
  if (part.as === "button") {
    element.setAttribute("type", "button");
    element.setAttribute("aria-label", part.label);
    element.tabIndex = -1;
    PRESSES.set(element, part.press);
  } else {
    setOrRemove(element, "title", part.title);
  }
  if (part.as === "time") element.setAttribute("datetime", part.dateTime);
  return element;
}

const TAGS = { text: "span", name: "bdi", time: "time", button: "button" } as const;

/** Both parts are of one kind. */
function patch(element: Element, old: CellPart, part: CellPart): void {
  if (old.as === "shape" || part.as === "shape") return;
  if (old.text !== part.text) setText(element, part.text);
  if (old.look !== part.look) setOrRemove(element, "class", part.look);
  if (part.as === "button") {
    if (old.as === "button" && old.label !== part.label) element.setAttribute("aria-label", part.label);
    PRESSES.set(element, part.press);
  } else if (old.as !== "button") {
    if (old.title !== part.title) setOrRemove(element, "title", part.title);
    if (part.as === "time" && old.as === "time" && old.dateTime !== part.dateTime)
      element.setAttribute("datetime", part.dateTime);
  }
}

/** The text node stays, so that nothing is made and nothing thrown away. */
function setText(element: Element, text: string): void {
  const { firstChild } = element;
  if (firstChild instanceof Text) firstChild.data = text;
  else element.textContent = text;
}

function setOrRemove(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function copyOf(template: Element): Element {
  const copy = template.cloneNode(true);
  if (copy instanceof Element) return copy;
  throw new TypeError("a template is no element");
}
