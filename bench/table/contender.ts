import type { Locator, Page } from "@playwright/test";
import type { ColumnName } from "../peers/row.ts";
import type { Answers } from "./answers.ts";

/** What of a table is measured. */
export type Area = "keys" | "sort" | "select" | "group" | "fling" | "heap";

/** Tells what was measured. */
export type Tell = (measure: string, value: number) => void;

/** A table that takes part, and where its parts are on its page. */
export type Contender = {
  name: string;
  has: readonly Area[];
  /** Rows that it shows once everything is loaded. */
  total: number;
  answers: Answers;
  /** A page with the table, not loaded to the end yet. */
  open(): Promise<Page>;
  search(page: Page): Locator;
  header(page: Page, column: ColumnName): Locator;
  /** The CSS selector of the element that has the column's `aria-sort`. */
  sortedHead(column: ColumnName): string;
  /** Where to press to choose everything that matches. */
  selectAll(page: Page): Promise<{ x: number; y: number }>;
  /** How groups are measured, where it has such. */
  measureGroups?(page: Page, tell: Tell): Promise<void>;
  /** Heap of a page that keeps the rows in the same way, and nothing else; MB. */
  dataHeapMb: number;
};

/** The middle of an element. */
export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not to be seen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
