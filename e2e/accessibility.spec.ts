import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import { readEstate } from "./api.ts";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });
// The longest spec: its tests are dealt out to every worker.
test.describe.configure({ mode: "parallel" });

async function findings(page: Page, colorScheme: "light" | "dark"): Promise<unknown[]> {
  // Analysed in the page itself and without a list of what passed: a fifth of the time. That is all there is without frames.
  expect(page.frames().length).toBe(1);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  // The themes differ in their colours and in nothing else that axe looks at.
  const { violations } = await (colorScheme === "light" ? axe : axe.withRules(["color-contrast"])).analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
}

/** What a page shows when it is there; a table says how much it has read. */
const READY: Readonly<Record<string, string>> = { "/policy": "Copy policy", "/diagnose": "Not a missing tag" };

// In the dark only colours are looked at, and they are the same at every width.
const WIDTHS = { light: [1280, 360], dark: [1280] } as const;

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of WIDTHS[colorScheme]) {
    test(`has nothing for axe to find, ${colorScheme}, ${width} px wide`, async ({ demo, signedIn: page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const { rows } = await readEstate(demo);
      const row = rows.find(({ tagState }) => tagState === "wrong-value");
      if (row === undefined) throw new Error("This estate has no wrong value.");
      const node = `${row.account}/${row.region}/${row.id}`;
      for (const path of ["/", `/?node=${node}`, "/?q=nothing-has-this-name", "/policy", "/diagnose"]) {
        await page.goto(`${demo.url}${path}`);
        if (path === "/diagnose") await page.getByRole("button", { name: "Run Command, the document" }).click();
        await expect(page.getByText(READY[path] ?? /^Read \d+ of/).first()).toBeVisible({
          timeout: 30_000,
        });
        expect(await findings(page, colorScheme), path).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await page.goto(`${demo.url}/?node=${node}`);
      const details = page.getByRole(width < 1280 ? "dialog" : "complementary");
      await details.getByRole("button", { name: /^Fix/ }).first().click();
      await expect(
        page
          .getByRole("dialog")
          .last()
          .getByRole("button", { name: /^Fix the tag on 1 / }),
      ).toBeVisible();
      expect(await findings(page, colorScheme), "tagging sheet").toEqual([]);
    });

    test(`has nothing for axe to find in the studio, ${colorScheme}, ${width} px wide`, async ({ demo, signedIn: page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${demo.url}/policy?variant=own`);
      await page.getByRole("textbox", { name: /^Text of/ }).click();
      await page.keyboard.insertText(JSON.stringify(CROSS_ACCOUNT_POLICY, null, 2));
      await expect(page.getByRole("heading", { name: "Findings" })).toBeVisible();
      for (const view of ["given", "policy", "guard"]) {
        await page.goto(`${demo.url}/policy?variant=own&view=${view}`);
        await expect(page.getByText(view === "given" ? "To look at" : "Copy policy").first()).toBeVisible();
        expect(await findings(page, colorScheme), view).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${view} scrolls sideways`).toBeLessThanOrEqual(0);
      }
    });
  }
}
