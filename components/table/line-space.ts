/** Lines from `first` to `end - 1`. */
export type LineSpan = { first: number; end: number };

export type LineSpaceOptions = {
  lines: number;
  /** Px. */
  lineHeight: number;
  /** Px of the scroller that show lines. */
  view: number;
};

/**
 * The most that browsers agree to make an element high: Firefox ends at some 17.9 million px, others at twice that. What
 * would be higher is scrolled in proportion: at a million lines a px of the scrollbar is two of the list.
 */
const MOST_PX = 16_000_000;
/** Lines drawn beyond those in view, so that a step of the wheel finds them there. */
const BEYOND = 6;

/** How lines of one height lie in a scroller. All in px from the top of the first line's element. */
export class LineSpace {
  /** Of the element that holds the lines. */
  readonly height: number;
  readonly #lines: number;
  readonly #lineHeight: number;
  readonly #view: number;
  /** How much further the list moves than its element: 1 but for very long ones. */
  readonly #ratio: number;

  constructor({ lines, lineHeight, view }: LineSpaceOptions) {
    const whole = lines * lineHeight;
    this.height = Math.min(whole, MOST_PX);
    this.#lines = lines;
    this.#lineHeight = lineHeight;
    this.#view = view;
    this.#ratio = this.height === whole ? 1 : (whole - view) / (this.height - view);
  }

  /** Lines to be drawn where the element is scrolled by `scrolled`. */
  linesAt(scrolled: number): LineSpan {
    const top = this.#inList(scrolled);
    const first = Math.floor(top / this.#lineHeight) - BEYOND;
    const end = Math.ceil((top + this.#view) / this.#lineHeight) + BEYOND;
    return { first: this.#clamp(first), end: this.#clamp(end) };
  }

  /** The first line that is in view whole or in part. */
  topLine(scrolled: number): number {
    return Math.floor(this.#inList(scrolled) / this.#lineHeight);
  }

  /** Where in the element a line is to be drawn while it is scrolled so far. */
  placeOf(line: number, scrolled: number): number {
    const place = line * this.#lineHeight;
    return this.#ratio === 1 ? place : Math.round(place - this.#inList(scrolled) + scrolled);
  }

  /** How far the element has to be scrolled for the line to be in view whole, and no further. */
  toShow(line: number, scrolled: number): number {
    const top = this.#inList(scrolled);
    const place = line * this.#lineHeight;
    if (place < top) return this.#inElement(place);
    if (place + this.#lineHeight > top + this.#view) return this.#inElement(place + this.#lineHeight - this.#view);
    return scrolled;
  }

  /** How far the element has to be scrolled for all lines to have moved by so many. */
  moved(scrolled: number, lines: number): number {
    return this.#inElement(this.#inList(scrolled) + lines * this.#lineHeight);
  }

  #inList(scrolled: number): number {
    return scrolled * this.#ratio;
  }

  #inElement(place: number): number {
    return place / this.#ratio;
  }

  #clamp(line: number): number {
    return Math.min(Math.max(line, 0), this.#lines);
  }
}
