/** True where the element in the middle of the scroller, so many px from its top, belongs to a row. */
export function rowAt(scroller: HTMLElement, y: number, selector: string): boolean {
  const { left, top, width } = scroller.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + y)?.closest(selector) !== null;
}
