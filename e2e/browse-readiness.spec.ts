import type { Page } from "@playwright/test";
import { type Estate, reachOf, readEstate } from "./api.ts";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });

const format = (count: number) => count.toLocaleString("en-US");

async function waitForSweep(page: Page): Promise<void> {
  await expect(page.getByText(/^Read \d+ of \d+ account-regions/)).toBeVisible({ timeout: 30_000 });
}

function countBy(estate: Estate): Map<string, number> {
  return new Map([...Map.groupBy(estate.rows, reachOf)].map(([reach, rows]) => [reach, rows.length]));
}

test("says how many instances Cado reaches, and what is in the way of the rest, as the API does", async ({
  demo,
  signedIn: page,
}) => {
  await waitForSweep(page);
  const estate = await readEstate(demo);
  const counts = countBy(estate);
  await expect(page.getByText(/instances in reach of Run Command/)).toContainText(
    `${format(counts.get("reachable") ?? 0)} of at least ${format(estate.rows.length)} instances`,
  );
  const legend = page.getByRole("group", { name: "Show instances that are" });
  for (const [word, reach] of [
    ["Reachable", "reachable"],
    ["Blocked by tag", "tag"],
    ["Blocked by SSM", "ssm"],
    ["Blocked by policy", "policy"],
  ] as const) {
    await expect(legend.getByRole("button", { name: new RegExp(`^${word}`) })).toContainText(format(counts.get(reach) ?? 0));
  }
});

test("filters by a count of the coverage, by a token and by text, and keeps the view in the address", async ({
  demo,
  signedIn: page,
}) => {
  await waitForSweep(page);
  const estate = await readEstate(demo);
  const byTag = estate.rows.filter((row) => reachOf(row) === "tag");
  await page
    .getByRole("button", { name: /^Blocked by tag/ })
    .first()
    .click();
  const grid = page.getByRole("grid", { name: "Instances" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(byTag.length + 1));

  const region = byTag[0]?.region ?? "";
  const search = page.getByRole("combobox", { name: "Search or filter instances" });
  await search.fill(`region = ${region}`);
  await search.press("Enter");
  const inRegion = byTag.filter((row) => row.region === region);
  await expect(grid).toHaveAttribute("aria-rowcount", String(inRegion.length + 1));

  await expect(page).toHaveURL(new RegExp(region));
  await page.reload();
  await waitForSweep(page);
  await expect(grid).toHaveAttribute("aria-rowcount", String(inRegion.length + 1));

  await page.getByRole("button", { name: "Clear all" }).click();
  await search.fill(inRegion[0]?.id ?? "");
  await expect(grid).toHaveAttribute("aria-rowcount", "2");
});

test("opens one instance by its address, with the chain of conditions and every tag", async ({ demo, signedIn: page }) => {
  const estate = await readEstate(demo);
  const row = estate.rows.find(({ tagState, runCommand }) => tagState === "wrong-value" && runCommand.blockers.length === 1);
  if (row === undefined) throw new Error("This estate has no instance with a wrong value alone.");
  await page.goto(`${demo.url}/?node=${row.account}/${row.region}/${row.id}`);
  const details = page.getByRole("complementary", { name: /Details of/ });
  await expect(details.getByText(row.id).first()).toBeVisible();
  await expect(details.getByRole("button", { name: /^Fix/ }).first()).toBeVisible();
  for (const key of Object.keys(row.tags ?? {}).slice(0, 3))
    await expect(details.getByText(key, { exact: true }).first()).toBeVisible();
});

test("tells Run Command and port forwarding apart", async ({ demo, signedIn: page }) => {
  await waitForSweep(page);
  const estate = await readEstate(demo);
  const forwarding = estate.rows.filter((row) => row.portForwarding.verdict === "reachable").length;
  await page.getByRole("radio", { name: "Port forwarding" }).click();
  await expect(page.getByText(/instances in reach of port forwarding/i)).toContainText(format(forwarding));
});
