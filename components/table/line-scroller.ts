import { LineSpace, type LineSpan } from "./line-space.ts";

export type LineScrollerOptions = {
  scroller: HTMLElement;
  /** What holds the lines; made as high as they are. */
  element: HTMLElement;
  /** Px. */
  lineHeight: number;
  /** Px at the top of the scroller that something sticky covers. */
  covered: number;
  /** The lines in view may be others now. Called while the browser prepares the frame that will show it. */
  onMove: () => void;
};

/**
 * Where lines stand in what scrolls them. Keeps its own account of size and position, as the browser's events tell them:
 * asking the element would make the browser lay out the page in the middle of a change.
 */
export class LineScroller {
  readonly #options: LineScrollerOptions;
  readonly #sizes: ResizeObserver;
  #space: LineSpace;
  #lines = 0;
  /** Px of the scroller's inside. */
  #height: number;
  #scrollTop: number;
  /** Where the first line begins inside the scroller, px. */
  #offset = 0;

  constructor(options: LineScrollerOptions) {
    const { scroller, covered, lineHeight } = options;
    this.#options = options;
    this.#height = scroller.clientHeight;
    this.#scrollTop = scroller.scrollTop;
    this.#offset = covered;
    this.#space = new LineSpace({ lines: 0, lineHeight, view: this.#view });
    this.#sizes = new ResizeObserver(() => {
      if (scroller.clientHeight === this.#height) return;
      this.#height = scroller.clientHeight;
      this.#respace();
      options.onMove();
    });
    this.#sizes.observe(scroller);
    scroller.addEventListener("scroll", this.#onScroll, { passive: true });
  }

  destroy(): void {
    this.#sizes.disconnect();
    this.#options.scroller.removeEventListener("scroll", this.#onScroll);
  }

  /** There are so many lines now, the first of them `offset` px from the beginning of what is scrolled. */
  setLines(lines: number, offset = this.#options.covered): void {
    if (lines === this.#lines && offset === this.#offset) return;
    this.#lines = lines;
    this.#offset = offset;
    this.#respace();
    // The browser will hold the scroller to its end, and tells of it too late for the frame that is being made.
    const most = Math.max(0, offset + this.#space.height - this.#height);
    if (offset === this.#options.covered) this.#scrollTop = Math.min(this.#scrollTop, most);
  }

  span(): LineSpan {
    return this.#space.linesAt(this.#scrolled);
  }

  /** Px from the beginning of the lines' element. */
  placeOf(line: number): number {
    return this.#space.placeOf(line, this.#scrolled);
  }

  topLine(): number {
    return this.#space.topLine(this.#scrolled);
  }

  /** Lines that fit in view whole, less one. */
  page(): number {
    return Math.max(1, Math.floor(this.#view / this.#options.lineHeight) - 1);
  }

  show(line: number): void {
    this.#scrollTo(this.#space.toShow(line, this.#scrolled));
  }

  /** To the first line, where it is out of view. */
  toBeginning(): void {
    if (this.#scrolled > 0) this.#scrollTo(0);
  }

  moveBy(lines: number): void {
    this.#scrollTo(this.#space.moved(this.#scrolled, lines));
  }

  /** Px in which lines are to be seen. */
  get #view(): number {
    return Math.max(0, this.#height - this.#options.covered);
  }

  get #scrolled(): number {
    return this.#scrollTop - this.#offset + this.#options.covered;
  }

  #scrollTo(scrolled: number): void {
    const to = Math.max(0, scrolled + this.#offset - this.#options.covered);
    if (to === this.#scrollTop) return;
    this.#options.scroller.scrollTop = to;
    this.#scrollTop = this.#options.scroller.scrollTop;
    this.#options.onMove();
  }

  readonly #onScroll = (): void => {
    const { scrollTop } = this.#options.scroller;
    if (scrollTop === this.#scrollTop) return;
    this.#scrollTop = scrollTop;
    this.#options.onMove();
  };

  #respace(): void {
    const { element, lineHeight } = this.#options;
    this.#space = new LineSpace({ lines: this.#lines, lineHeight, view: this.#view });
    element.style.height = `${this.#space.height}px`;
  }
}
