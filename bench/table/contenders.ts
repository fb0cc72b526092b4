import type { Browser } from "@playwright/test";
import type { NaiveRow } from "../../lib/inventory/reference/naive-query.ts";
import { installFrameClock } from "../browser/frame-clock.ts";
import { readHeap } from "../browser/heap.ts";
import { openPage } from "../browser/open-browser.ts";
import { COLUMNS, type ColumnName, type PeerRow } from "../peers/row.ts";
import { installProductSubject } from "../product/product-subject.ts";
import type { Product } from "../product/start-product.ts";
import { peerAnswers, productAnswers } from "./answers.ts";
import type { PageName, Peer } from "./build-page.ts";
import { type Contender, middleOf } from "./contender.ts";
import { measureGroups } from "./measure-groups.ts";
import type { PeerServer } from "./serve-peers.ts";

/** By a field that is not among the twelve: each of those is sorted by for the first time when it is pressed. */
const SORTED_AT_FIRST = { field: "managedBy", direction: "asc" } as const;

/** The product's own page, as its server gives it. */
export function productContender(browser: Browser, product: Product, rows: readonly NaiveRow[], keptMb: number): Contender {
  const columns = COLUMNS.join(",");
  return {
    name: "product",
    has: ["keys", "sort", "select", "group", "fling", "heap"],
    total: rows.length,
    answers: productAnswers(rows, SORTED_AT_FIRST),
    async open() {
      const { page } = await openPage(browser, { cookie: product.cookie, url: product.url });
      await page.addInitScript(installProductSubject);
      await page.addInitScript(installFrameClock);
      await page.goto(`${product.url}/?cols=${columns}&sort=${SORTED_AT_FIRST.field}`);
      return page;
    },
    search: (page) => page.getByRole("combobox", { name: "Search or filter instances" }),
    header: (page, column) => page.locator(productHead(column)).getByRole("button"),
    sortedHead: productHead,
    selectAll: (page) => middleOf(page.getByRole("columnheader").first().getByRole("checkbox")),
    measureGroups: (page, tell) => measureGroups(page, rows, tell),
    dataHeapMb: keptMb,
  };
}

function productHead(column: ColumnName): string {
  return `[role=columnheader][aria-colindex="${COLUMNS.indexOf(column) + 2}"]`;
}

/** A peer's page with the same rows as objects. */
export function peerContender(
  browser: Browser,
  name: Peer,
  server: PeerServer,
  rows: readonly PeerRow[],
  keptMb: number,
): Contender {
  return {
    name,
    has: name === "glide" ? ["select", "fling", "heap"] : ["keys", "sort", "select", "fling", "heap"],
    total: rows.length,
    answers: peerAnswers(rows, name === "ag-grid" ? "words" : "whole"),
    async open() {
      const { page } = await openPage(browser);
      await page.addInitScript(installFrameClock);
      await page.goto(server.page(name));
      return page;
    },
    search: (page) => page.getByLabel("Search", { exact: true }),
    header: (page, column) =>
      name === "ag-grid"
        ? page.locator(`.ag-header-cell[col-id="${column}"] .ag-header-cell-text`)
        : page.locator(`[data-sort="${column}"]`),
    sortedHead: (column) =>
      name === "ag-grid" ? `.ag-header-cell[col-id="${column}"]` : `[role=columnheader]:has([data-sort="${column}"])`,
    async selectAll(page) {
      if (name === "ag-grid") return middleOf(page.locator(".ag-header-select-all input"));
      if (name === "tanstack") return middleOf(page.getByLabel("Select all"));
      const { x, y } = await middleOf(page.locator(".table"));
      const { width, height } = (await page.locator(".table").boundingBox()) ?? { width: 0, height: 0 };
      return { x: x - width / 2 + 22, y: y - height / 2 + 17 };
    },
    dataHeapMb: keptMb,
  };
}

/** MB of heap of a page that keeps the rows alone. */
export async function measureKept(browser: Browser, server: PeerServer, name: PageName): Promise<number> {
  const { page, context } = await openPage(browser);
  await page.goto(server.page(name));
  await page.waitForFunction(() => "kept" in window, undefined, { timeout: 120_000 });
  const { totalMb } = await readHeap(page);
  await context.close();
  return totalMb;
}
