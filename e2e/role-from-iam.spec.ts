import type { Page } from "@playwright/test";
import { reachOf, readEstate } from "./api.ts";
import { type DemoReady, putRolePolicy, setFaults } from "./demo-process.ts";
import { expect, test } from "./test.ts";

const CORP = "222222222222";
const LABS = "333333333333";

test.use({ fleet: { instances: 300, seed: 6, env: {} } });

async function choose(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Policy in force/ }).click();
  await page.getByRole("menuitemradio", { name: /as read from IAM/ }).click();
  await expect(page).toHaveURL(/policy=role/);
}

/** The screen's counts are those of the API under the role. */
async function expectCounts(page: Page, demo: DemoReady): Promise<Map<string, number>> {
  const { rows } = await readEstate(demo, "role");
  const counts = new Map([...Map.groupBy(rows, reachOf)].map(([reach, those]) => [reach, those.length]));
  const legend = page.getByRole("group", { name: "Show instances that are" });
  for (const [word, reach] of [
    ["Reachable", "reachable"],
    ["Blocked by tag", "tag"],
    ["Blocked by policy", "policy"],
    ["Unknown", "unknown"],
  ] as const) {
    const count = new RegExp(`\\b${(counts.get(reach) ?? 0).toLocaleString("en-US")}$`);
    await expect(legend.getByRole("button", { name: new RegExp(`^${word}`) })).toHaveText(count);
  }
  return counts;
}

test("counts by what each account's role really has, and reads it only when asked", async ({ demo, signedIn: page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await expect(page.getByText(/^Read \d+ of \d+ account-regions/)).toBeVisible({ timeout: 30_000 });
  expect(asked).not.toContain("/api/roles");

  await choose(page);
  await expect(page.getByText("The verdicts are by Cado’s role as IAM has it in 3 accounts.")).toBeVisible();
  const shipped = await expectCounts(page, demo);
  expect(shipped.get("tag") ?? 0).toBe(0);

  const none = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] };
  await putRolePolicy(demo, CORP, none);
  await page.getByRole("button", { name: "Read the roles again" }).click();
  await expect.poll(async () => (await readEstate(demo, "role")).rows.filter(reachableIn(CORP)).length).toBe(0);
  const taken = await expectCounts(page, demo);
  expect(taken.get("reachable")).toBeLessThan(shipped.get("reachable") ?? 0);
});

test("says which permission is missing where a role cannot be read, and knows nothing there", async ({
  demo,
  signedIn: page,
}) => {
  await choose(page);
  await setFaults(demo, [{ kind: "deny", where: { operation: "ListRoles", account: LABS } }]);
  await page.getByRole("button", { name: "Read the roles again" }).click();
  await expect(page.getByText(/as IAM has it in 2 of 3 accounts; elsewhere reach is not known/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Cado’s role" }).getByText(/^Allow iam:ListRoles/)).toBeVisible();
  const counts = await expectCounts(page, demo);
  expect(counts.get("unknown") ?? 0).toBeGreaterThan(0);
  const { rows } = await readEstate(demo, "role");
  expect(rows.filter(reachableIn(LABS))).toEqual([]);
  await setFaults(demo, []);
});

function reachableIn(account: string) {
  return (row: { account: string; runCommand: { verdict: string } }) =>
    row.account === account && row.runCommand.verdict === "reachable";
}
