import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import Papa from "papaparse";
import { type Row, readEstate } from "./api.ts";
import type { DemoReady } from "./demo-process.ts";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });

/** Who is reached under the one policy and not under the other, worked out from the API's answers alone. */
async function changes(demo: DemoReady) {
  const [before, after] = [await readEstate(demo, "documented-default"), await readEstate(demo, "corrected")];
  const then = new Map(after.rows.map((row) => [row.id, row]));
  const reached = (row: Row | undefined) => row?.runCommand.verdict === "reachable";
  const lose = before.rows.filter((row) => reached(row) && then.get(row.id)?.runCommand.verdict === "blocked");
  const keep = before.rows.filter((row) => reached(row) && reached(then.get(row.id)));
  return { lose, keep };
}

/** The swap of the documented default for the corrected policy, once everything was read. */
async function openSwap(page: Page, demo: DemoReady, more = ""): Promise<Locator> {
  await page.goto(`${demo.url}/policy?variant=corrected&policy=documented-default${more}`);
  const panel = page.getByRole("region", { name: "Consequences", exact: true });
  await expect(panel.getByRole("region", { name: "Run Command", exact: true })).toBeVisible();
  await expect(panel.getByText("The estate is still being read")).toBeHidden({ timeout: 30_000 });
  return panel;
}

const runCommand = (panel: Locator) => panel.getByRole("region", { name: "Run Command", exact: true });

test("counts who loses Run Command as the API does, and by account, region and tag", async ({ demo, signedIn: page }) => {
  const { lose, keep } = await changes(demo);
  expect(lose.length).toBeGreaterThan(0);
  const panel = await openSwap(page, demo);
  await expect(runCommand(panel)).toContainText(`at least ${lose.length} lose it`);
  await expect(runCommand(panel)).toContainText(`at least ${keep.length} keep it`);

  const key = Object.keys(lose[0]?.tags ?? {}).find((name) => /^team$/i.test(name)) ?? "Name";
  for (const [label, field, valueIn] of [
    ["Region", "region", (row: Row) => row.region],
    [key, `tag:${key}`, (row: Row) => row.tags?.[key]],
  ] as const) {
    await panel.getByLabel("Break down by").selectOption(field);
    const value = valueIn(lose.find((row) => valueIn(row) !== undefined) ?? lose[0] ?? fail()) ?? fail();
    const count = lose.filter((row) => valueIn(row) === value).length;
    const line = panel.getByRole("row").filter({ has: page.getByRole("rowheader", { name: value, exact: true }) });
    await expect(line.getByRole("button", { name: /that lose Run Command/ }), label).toHaveText(String(count));
  }
});

test("lists who loses it, and copies their ids", async ({ demo, signedIn: page }) => {
  const { lose } = await changes(demo);
  const panel = await openSwap(page, demo);
  await runCommand(panel)
    .getByRole("button", { name: /^List those that lose/ })
    .click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText(`At least ${lose.length} instances that lose Run Command`);
  await expect(sheet.getByRole("listitem").first()).toContainText("Reachable");
  await sheet.getByRole("button", { name: `Copy ${lose.length} ids` }).click();
  await expect(sheet.getByRole("button", { name: /Copied/ })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n").sort()).toEqual(lose.map(({ id }) => id).sort());
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("counts nobody as lost once those are taken as tagged that the tag blocks, and fewer by a filter", async ({
  demo,
  signedIn: page,
}) => {
  const { lose } = await changes(demo);
  const panel = await openSwap(page, demo);
  await panel.getByRole("radio", { name: "As if tagged" }).check();
  await expect(runCommand(panel)).toContainText("0 lose it");
  await expect(panel.getByText(/instances are taken to carry/)).toBeVisible();

  const region = lose[0]?.region ?? fail();
  await panel.getByRole("radio", { name: "Found by filter" }).check();
  const search = panel.getByRole("combobox", { name: "Search or filter instances" });
  await search.fill(`region = ${region}`);
  await search.press("Enter");
  const left = lose.filter((row) => row.region !== region).length;
  await expect(runCommand(panel)).toContainText(left === 0 ? "0 lose it" : `at least ${left} lose it`);
  await panel.getByRole("radio", { name: "Today’s tags" }).check();
  await expect(runCommand(panel)).toContainText(`at least ${lose.length} lose it`);
});

test("downloads the change of every instance as CSV", async ({ demo, signedIn: page }) => {
  const { lose, keep } = await changes(demo);
  const panel = await openSwap(page, demo);
  const arriving = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Download CSV" }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toBe("cado-reach-consequences.csv");
  const text = await readFile(await download.path(), "utf8");
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  const ids = (change: string) =>
    data.filter((line) => line.capability === "run-command" && line.change === change).map(({ id }) => id);
  expect(ids("lose").sort()).toEqual(lose.map(({ id }) => id).sort());
  expect(ids("keep").sort()).toEqual(keep.map(({ id }) => id).sort());
  expect(data.every((line) => line.change !== "" && line.account !== "" && line.region !== "")).toBe(true);
});

test("says what else the role may do before and after, and which step is next", async ({ demo, signedIn: page }) => {
  const panel = await openSwap(page, demo);
  const calls = panel.getByRole("region", { name: "What else the role may do", exact: true });
  const line = calls.getByRole("row").filter({ hasText: "ssm:DescribeInstanceInformation" });
  await expect(line.getByRole("cell")).toHaveText(["No", "Yes"]);
  await expect(calls.getByRole("row").filter({ hasText: "ec2:CreateTags" }).getByRole("cell")).toHaveText(["No", "No"]);
  await expect(panel.getByRole("region", { name: "The safe order" }).getByRole("listitem").first()).toContainText("Tag · next");
});

function fail(): never {
  throw new Error("The fleet has no instance of that kind.");
}
