import { ask } from "./api.ts";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });

const VARIANTS = ["documented-default", "documented-tagged", "corrected"] as const;

for (const variant of VARIANTS) {
  for (const shape of ["document", "statements"] as const) {
    test(`copies the ${variant} policy as a ${shape} that is valid JSON and what the API answers`, async ({
      demo,
      signedIn: page,
    }) => {
      await page.goto(`${demo.url}/policy?variant=${variant}&shape=${shape}`);
      await page.getByRole("button", { name: "Copy policy" }).click();
      await expect(page.getByRole("button", { name: /Copied/ })).toBeVisible();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const answered = await (await ask(demo, `/api/policy?variant=${variant}&partition=aws&shape=${shape}`)).text();
      expect(copied).toBe(answered);
      const parsed = JSON.parse(copied);
      const statements = shape === "document" ? parsed.Statement : parsed;
      expect(statements.length).toBeGreaterThan(0);
    });
  }
}

test("writes the policy for another partition, key and value, and refuses what IAM would not take", async ({
  demo,
  signedIn: page,
}) => {
  await page.goto(`${demo.url}/policy?variant=corrected&partition=aws-us-gov`);
  const text = page.getByRole("region", { name: "The policy", exact: true });
  await expect(text).toContainText("arn:aws-us-gov:ec2");
  await page.getByLabel("Tag value").fill("Ja");
  await expect(text).toContainText('"Ja"');
  await page.getByLabel("Tag key").fill("aws:mine");
  await expect(page.getByText(/aws:/).first()).toBeVisible();
});

test("says who gains and who loses before anything is changed", async ({ demo, signedIn: page }) => {
  await page.goto(`${demo.url}/policy?variant=documented-default`);
  await expect(page.getByText(/gain/i).first()).toBeVisible();
  await expect(page.getByText(/lose/i).first()).toBeVisible();
});
