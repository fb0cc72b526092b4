/**
 * How a table on a page is looked at, the product's own like any other's: by what stands in its document (or, on a canvas,
 * what it was last asked to draw), never by what it means to draw.
 */
export type Subject = {
  /** Rows that it says it shows, and the ids in the first lines. */
  shown(): { count: number; ids: string[] };
  /** Rows that it says are chosen, where the first line is drawn as chosen. */
  chosen(): number;
  /** What scrolls. */
  scroller(): HTMLElement;
  /** Whether there is a row at this height of the scroller, px from its top. */
  hasRowAt(y: number): boolean;
};

declare global {
  interface Window {
    subject: Subject;
  }
}

/** Lines whose ids are compared with the answer worked out elsewhere. */
export const LINES_PROVED = 3;
