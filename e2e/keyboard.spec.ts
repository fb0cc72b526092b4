import { expect, test } from "./test.ts";

test.use({ fleet: { instances: 300, seed: 4, env: {} } });

test("finds, selects a range, opens and tags with the keyboard alone", async ({ signedIn: page }) => {
  const grid = page.getByRole("grid", { name: "Instances" });
  await expect(grid).toBeVisible();
  await expect(page.getByText(/^Read \d+ of/)).toBeVisible({ timeout: 30_000 });
  const all = Number(await grid.getAttribute("aria-rowcount"));

  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Search or filter instances" })).toBeFocused();
  await page.keyboard.type("cado-tag = absent");
  await page.keyboard.press("Enter");
  await expect.poll(async () => Number(await grid.getAttribute("aria-rowcount"))).toBeLessThan(all);
  await page.keyboard.type("state = running");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");

  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("3 selected");

  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: /Details of/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: /Details of/ })).toBeHidden();

  await bar.getByRole("button", { name: "Tag…", exact: true }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  const apply = sheet.getByRole("button", { name: /^Tag 3 / });
  await expect(apply).toBeVisible();
  await sheet.getByLabel("Reason").focus();
  await page.keyboard.type("Onboarding");
  await apply.focus();
  await page.keyboard.press("Enter");
  await expect(sheet.getByText("3 tagged and verified.").first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("selects everything that matches with one key, and lists the keys on request", async ({ signedIn: page }) => {
  const grid = page.getByRole("grid", { name: "Instances" });
  await expect(page.getByText(/^Read \d+ of/)).toBeVisible({ timeout: 30_000 });
  const matching = Number(await grid.getAttribute("aria-rowcount")) - 1;
  await grid.focus();
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("region", { name: "Selection" })).toContainText(`${matching} selected of ${matching} matching`);
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("opens each popup with the keyboard, and has the focus back when it is closed", async ({ signedIn: page }) => {
  await expect(page.getByText(/^Read \d+ of/)).toBeVisible({ timeout: 30_000 });
  for (const [name, field] of [
    ["Filter", "Find a field or a tag"],
    ["Group by", "Find a field or a tag to group by"],
    ["Columns", "Find a column or a tag"],
  ] as const) {
    const button = page.getByRole("button", { name, exact: true });
    // Once as it is fetched, once as it is there.
    for (const _ of ["first", "again"]) {
      await button.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("textbox", { name: field, exact: true })).toBeFocused();
      await expect(button).toHaveAttribute("aria-expanded", "true");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
      await expect(button).toBeFocused();
    }
  }
  const policy = page.getByRole("button", { name: /^Policy in force/ });
  for (const _ of ["first", "again"]) {
    await policy.focus();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menu")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menu").locator(":focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();
    await expect(policy).toBeFocused();
  }
});
