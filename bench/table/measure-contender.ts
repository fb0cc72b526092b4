import type { Page } from "@playwright/test";
import { readHeap } from "../browser/heap.ts";
import { COLUMNS } from "../peers/row.ts";
import type { Answer } from "./answers.ts";
import { type Area, type Contender, middleOf, type Tell } from "./contender.ts";
import { timeTo } from "./time-to.ts";

/** A search as somebody might type it. */
export const TYPED = "web-p prod eu-w";
const FLING = { px: 20_000, frames: 60 };
/** Between two keys or presses: whatever a table has put off is done by then. */
const PAUSE_MS = 150;

/** One run of one table, on a page of its own. Throws where the table shows a wrong answer, or none. */
export async function measureContender(contender: Contender, areas: readonly Area[], tell: Tell): Promise<void> {
  const page = await contender.open();
  await page.waitForFunction((total) => window.subject?.shown().count === total, contender.total, { timeout: 120_000 });
  await page.waitForTimeout(2_000);
  const wanted = (area: Area) => areas.includes(area) && contender.has.includes(area);
  if (wanted("keys")) await measureKeys(page, contender, tell);
  if (wanted("fling")) await measureFling(page, tell);
  if (wanted("group")) await contender.measureGroups?.(page, tell);
  if (wanted("select")) await measureSelect(page, contender, tell);
  if (wanted("sort")) await measureSort(page, contender, tell);
  if (wanted("heap")) await measureHeap(page, contender, tell);
  await page.context().close();
}

async function measureKeys(page: Page, { search, answers, total }: Contender, tell: Tell): Promise<void> {
  await search(page).focus();
  let before: Answer = answers.find("");
  let first = true;
  for (const [at, key] of [...TYPED].entries()) {
    const answer = answers.find(TYPED.slice(0, at + 1));
    const press = () => page.keyboard.press(key === " " ? "Space" : key);
    if (isSame(answer, before)) await press();
    else {
      const ms = await timeTo(page, "keydown", answer, press);
      tell(first ? "first key" : "key", ms);
      first = false;
    }
    before = answer;
    await page.waitForTimeout(PAUSE_MS);
  }
  await search(page).fill("");
  await page.waitForFunction((count) => window.subject.shown().count === count, total);
  await page.waitForTimeout(PAUSE_MS);
}

/** An answer that is shown already says nothing about the key. */
function isSame(one: Answer, other: Answer): boolean {
  return one.count === other.count && one.ids.every((id, line) => id === other.ids[line]);
}

async function measureSort(page: Page, { header, sortedHead, answers, total }: Contender, tell: Tell): Promise<void> {
  for (const column of COLUMNS) {
    const place = await middleOf(header(page, column));
    for (const [name, direction] of [
      ["first sort", "asc"],
      ["sort again", "desc"],
    ] as const) {
      const { ids } = answers.sort(column, direction);
      // Where a column has one value, the rows stay as they are: then its head alone tells.
      const attributes = [[sortedHead(column), "aria-sort", direction === "asc" ? "ascending" : "descending"]] as const;
      const ms = await timeTo(page, "click", { count: total, ids, attributes }, () => page.mouse.click(place.x, place.y));
      tell(name, ms);
      tell(`${name} by ${column}`, ms);
      await page.waitForTimeout(PAUSE_MS);
    }
  }
}

async function measureSelect(page: Page, contender: Contender, tell: Tell): Promise<void> {
  tell("select all", await chooseAll(page, contender));
  await page.waitForTimeout(PAUSE_MS);
  const place = await contender.selectAll(page);
  await page.mouse.click(place.x, place.y);
  await page.waitForFunction(() => window.subject.chosen() === 0);
}

async function chooseAll(page: Page, { selectAll, total }: Contender): Promise<number> {
  const place = await selectAll(page);
  return timeTo(page, "click", { chosen: total }, () => page.mouse.click(place.x, place.y));
}

/** Scrolls fast, and tells what that was like. */
export async function measureFling(page: Page, tell: Tell): Promise<void> {
  const { dropped, longestTaskMs, blank, blankAtEdges } = await page.evaluate(
    ({ px, frames }) => window.clock.fling(px, frames),
    FLING,
  );
  tell("fling: dropped frames", dropped);
  tell("fling: longest task", longestTaskMs);
  tell("fling: blank frames", blank);
  tell("fling: frames blank at an edge", blankAtEdges);
  await page.evaluate(() => window.subject.scroller().scrollTo(0, 0));
  await page.waitForTimeout(PAUSE_MS);
}

async function measureHeap(page: Page, contender: Contender, tell: Tell): Promise<void> {
  await chooseAll(page, contender);
  await page.waitForTimeout(1_000);
  const { totalMb } = await readHeap(page);
  tell("heap over the data", totalMb - contender.dataHeapMb);
}
