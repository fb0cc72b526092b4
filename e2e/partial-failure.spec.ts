import { readEstate, refresh } from "./api.ts";
import { setFaults } from "./demo-process.ts";
import { expect, test } from "./test.ts";

const LABS = "333333333333";
const FAULTS = [
  { kind: "deny", where: { service: "sts", operation: "AssumeRole", account: LABS } },
  { kind: "throttle", where: { region: "eu-west-1", account: "111111111111" }, percent: 50 },
  { kind: "hang", where: { region: "us-west-2", account: "222222222222" } },
];

test.use({ fleet: { instances: 400, seed: 3, env: { CADO_REACH_DEMO_FAULTS: JSON.stringify(FAULTS) } } });
test.setTimeout(180_000);

test("reads everything else and names each gap where one role is denied, one region throttled and one hanging", async ({
  demo,
  signedIn: page,
}) => {
  const estate = await readEstate(demo);
  const unread = estate.cells.filter(({ state }) => state !== "read" && state !== "disabled");
  const named = unread.map(({ account, region }) => `${account}/${region}`);
  expect(named).toContain("222222222222/us-west-2");
  expect(named).toContain("222222222222/eu-south-1");
  expect(unread.some(({ account }) => account === LABS)).toBe(true);
  // Half of its calls throttled, a region is read in the end, or it is a gap that says so; it is never in between.
  const throttled = estate.cells.find(({ account, region }) => account === "111111111111" && region === "eu-west-1");
  expect(["read", "failed"]).toContain(throttled?.state);
  const known = new Set(["222222222222/us-west-2", "222222222222/eu-south-1", "111111111111/eu-west-1"]);
  expect(named.filter((cell) => !known.has(cell) && !cell.startsWith(LABS))).toEqual([]);
  for (const cell of unread) expect(cell.problem?.title).toBeTruthy();
  expect(estate.rows.some(({ account }) => account === LABS)).toBe(false);

  await expect(page.getByText(/^At least/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Details" }).click();
  const scope = page.getByRole("region", { name: "What was read" });
  await expect(scope.getByText("us-west-2").first()).toBeVisible();
  await expect(scope.getByText("eu-south-1").first()).toBeVisible();
  await expect(scope.getByText(LABS).first()).toBeVisible();
});

test("keeps what it knew, with its age, where a later sweep fails, and fills the gaps once they are gone", async ({
  demo,
  signedIn: page,
}) => {
  const before = await readEstate(demo);
  await setFaults(demo, []);
  const healed = await refresh(demo);
  const unread = healed.cells.filter(({ state }) => state !== "read" && state !== "disabled");
  expect(unread.map(({ account, region }) => `${account}/${region}`)).toEqual(["222222222222/eu-south-1"]);
  expect(healed.rows.length).toBeGreaterThan(before.rows.length);

  await setFaults(demo, [{ kind: "deny", where: { account: "111111111111", region: "us-east-1", service: "ec2" } }]);
  const later = await refresh(demo);
  const kept = (rows: typeof later.rows) =>
    rows.filter(({ account, region }) => account === "111111111111" && region === "us-east-1").length;
  expect(kept(later.rows)).toBe(kept(healed.rows));
  await expect(page.getByText(/denied/).first()).toBeVisible();
});

test("shows an estate of which nothing can be read as unread, not as empty", async ({ demo, signedIn: page }) => {
  await setFaults(demo, [{ kind: "expire-credentials", where: {} }]);
  await page.goto(demo.url);
  const estate = await refresh(demo);
  expect(estate.cells.every(({ state }) => state !== "read")).toBe(true);
  await expect(page.getByText(/^Read 0 of/)).toBeVisible({ timeout: 60_000 });
  await setFaults(demo, []);
});
