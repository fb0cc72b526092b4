import type { Page } from "@playwright/test";
import type { NaiveRow } from "../../lib/inventory/reference/naive-query.ts";
import { middleOf, type Tell } from "./contender.ts";
import { facetAnswer, groupAnswer, groupedKeys } from "./group-answers.ts";
import { timeTo } from "./time-to.ts";

const FIRST_LINE = '[role=grid] [role=row][aria-rowindex="2"]';
const FIRST_VALUE = "[role=dialog] ul li:first-child label";
const FILTERED_BY = "web";

/** Groups by tags, and the counts of a field's values under a search: what the product alone has. */
export async function measureGroups(page: Page, rows: readonly NaiveRow[], tell: Tell): Promise<void> {
  for (const key of groupedKeys(rows)) {
    const { lines, first } = groupAnswer(rows, key);
    const texts = [
      [`${FIRST_LINE} bdi`, first.value],
      [`${FIRST_LINE} bdi + span`, first.rows.toLocaleString("en-US")],
    ] as const;
    for (const name of ["group", "group again"]) {
      const ms = await pick(page, `Tag ${key}`, { count: lines, texts });
      tell(name, ms);
      tell(`${name} by tag ${key}`, ms);
      await pick(page, "No groups", { count: rows.length });
    }
  }
  await page.getByRole("combobox", { name: "Search or filter instances" }).fill(FILTERED_BY);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const { found, value, rows: count } = facetAnswer(rows, FILTERED_BY, "region");
  await page.waitForFunction((awaited) => window.subject.shown().count === awaited, found);
  const texts = [
    [`${FIRST_VALUE} bdi`, value],
    [`${FIRST_VALUE} span`, count.toLocaleString("en-US")],
  ] as const;
  const place = await middleOf(page.getByRole("dialog").getByRole("button", { name: "Region", exact: true }));
  tell("facet counts", await timeTo(page, "click", { texts }, () => page.mouse.click(place.x, place.y)));
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Search or filter instances" }).fill("");
  await page.waitForFunction((total) => window.subject.shown().count === total, rows.length);
}

async function pick(page: Page, words: string, awaited: { count: number; texts?: readonly (readonly [string, string])[] }) {
  await page.getByRole("button", { name: /^Group(ed)? by/ }).click();
  const place = await middleOf(page.getByRole("dialog").getByRole("button", { name: words, exact: true }));
  const ms = await timeTo(page, "click", awaited, () => page.mouse.click(place.x, place.y));
  await page.waitForTimeout(250);
  return ms;
}
