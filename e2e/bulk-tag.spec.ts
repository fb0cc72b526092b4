import type { Locator, Page } from "@playwright/test";
import { type Estate, type Row, readEstate, refresh, runJob } from "./api.ts";
import { forgetInstance, setFaults } from "./demo-process.ts";
import { expect, test } from "./test.ts";

test.use({ fleet: { instances: 400, seed: 2, env: {} } });

/** How long a job may take on a machine with much else to do. */
const JOB_MS = 60_000;

/** Pastes ids into "From a list…" and takes what was found. */
async function selectByList(page: Page, rows: readonly Row[]): Promise<void> {
  await page.getByRole("button", { name: "From a list…" }).click();
  const sheet = page.getByRole("dialog", { name: "From a list" });
  await sheet
    .getByLabel("Ids, ARNs or a CSV")
    .fill(rows.map(({ id, region, account }) => `${id},${region},${account}`).join("\n"));
  await sheet.getByRole("button", { name: new RegExp(`^Select ${rows.length} `) }).click();
  await expect(selection(page)).toContainText(`${rows.length} selected`);
  await expect(sheet).toBeHidden();
}

const selection = (page: Page): Locator => page.getByRole("region", { name: "Selection" });
const sheetOf = (page: Page): Locator => page.getByRole("dialog");

/** Running EC2 instances that have no such tag, in accounts and regions that were read; not those that others here took. */
function untagged({ rows }: Estate, from: number, count: number): readonly Row[] {
  const free = rows.filter(
    (row) => row.tagState === "absent" && row.state === "running" && Object.keys(row.tags ?? {}).length < 40,
  );
  const taken = free.slice(from, from + count);
  if (taken.length < count) throw new Error("This estate has too little to tag.");
  return taken;
}

test("tags every matching instance after a review with a typed number, verifies each, and touches no other tag", async ({
  demo,
  signedIn: page,
}) => {
  const before = await readEstate(demo);
  const wanted = before.rows.filter(
    (row) => row.tagState === "absent" && row.state === "running" && row.account === "111111111111",
  );
  await page.goto(demo.url);
  const search = page.getByRole("combobox", { name: "Search or filter instances" });
  for (const token of ["cado-tag = absent", "account = 111111111111", "state = running"]) {
    await search.fill(token);
    await search.press("Enter");
  }
  const grid = page.getByRole("grid", { name: "Instances" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(wanted.length + 1));
  await page.getByRole("checkbox", { name: /^Select all/ }).check();
  await expect(selection(page)).toContainText(`${wanted.length} selected of ${wanted.length} matching`);
  await selection(page).getByRole("button", { name: "Tag…", exact: true }).click();

  const sheet = sheetOf(page);
  await expect(sheet.getByText(/Cado gains Run Command on/)).toBeVisible();
  await expect(sheet.getByText(/^AWS was asked, and allows it/)).toBeVisible();
  const apply = sheet.getByRole("button", { name: /^Tag \d+ / });
  const count = Number((await apply.innerText()).replace(/\D/g, ""));
  await expect(apply).toBeDisabled();
  await sheet.getByLabel("Reason").fill("Onboarding");
  const number = sheet.getByLabel(/^Type the number/);
  if (await number.isVisible()) {
    await number.fill(String(count + 1));
    await expect(apply).toBeDisabled();
    await number.fill(String(count));
  }
  await apply.click();
  await expect(sheet.getByText(new RegExp(`^${count} tagged and verified`)).first()).toBeVisible({ timeout: JOB_MS });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(sheet).toBeHidden();

  const after = await refresh(demo);
  const changed = new Set(wanted.map(({ id }) => id));
  const old = new Map(before.rows.map((row) => [row.id, row]));
  let tagged = 0;
  for (const row of after.rows) {
    const was = old.get(row.id)?.tags;
    // A node with all the tags that AWS allows is left alone.
    const isFull = Object.keys(was ?? {}).filter((key) => !key.startsWith("aws:")).length >= 50;
    const gets = changed.has(row.id) && !isFull;
    if (gets) tagged += 1;
    expect({ id: row.id, tags: row.tags }).toEqual({
      id: row.id,
      tags: { ...was, ...(gets && { CadoResponseSSMEnabled: "True" }) },
    });
  }
  expect(tagged).toBe(count);
});

test("names the instance that vanished, tags its neighbours, keeps the failed one selected, and offers to retry it alone", async ({
  demo,
  signedIn: page,
}) => {
  const nodes = untagged(await readEstate(demo), 0, 5);
  const [victim] = nodes;
  if (victim === undefined) throw new Error("This estate has nothing to tag.");
  await page.goto(demo.url);
  await selectByList(page, nodes);
  await selection(page).getByRole("button", { name: "Tag…", exact: true }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Reason").fill("Onboarding");
  await forgetInstance(demo, victim);
  await sheet.getByRole("button", { name: `Tag ${nodes.length} instances` }).click();
  await expect(sheet.getByText(new RegExp(`^${nodes.length - 1} tagged and verified, 1 failed`)).first()).toBeVisible({
    timeout: JOB_MS,
  });
  await expect(sheet.getByText(victim.id).first()).toBeVisible();
  await sheet.getByRole("button", { name: "Retry 1 failed" }).click();
  await expect(sheet.getByRole("heading", { name: "Tag: 1 instance" })).toBeVisible();
  await expect(sheet.getByText("Cannot 1")).toBeVisible();
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(selection(page)).toContainText("1 selected");
});

test("fixes a wrong value in one click, writing the right tag first", async ({ demo, signedIn: page }) => {
  const estate = await readEstate(demo);
  const row = estate.rows.find(
    ({ tagState, state, runCommand }) => tagState === "wrong-value" && state === "running" && runCommand.blockers.length === 1,
  );
  if (row === undefined) throw new Error("This estate has no wrong value.");
  await page.goto(`${demo.url}/?q=${row.id}`);
  await page.getByRole("button", { name: /^Fix / }).first().click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Reason").fill("The value was not the documented one");
  await sheet.getByRole("button", { name: /^Fix the tag on 1 / }).click();
  await expect(sheet.getByText("1 fixed and verified.").first()).toBeVisible({ timeout: JOB_MS });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  const after = (await readEstate(demo)).rows.find(({ id }) => id === row.id);
  expect(after).toMatchObject({ tagState: "exact", tagValue: "True", runCommand: { verdict: "reachable" } });
});

test("undoes a job, and leaves alone and names what somebody changed since", async ({ demo, signedIn: page }) => {
  const wrong = (await readEstate(demo)).rows
    .filter(({ tagState, state }) => tagState === "wrong-value" && state === "running")
    .slice(0, 3);
  const [changed] = wrong;
  if (changed === undefined || wrong.length < 2) throw new Error("This estate has too few wrong values.");
  await page.goto(demo.url);
  await selectByList(page, wrong);
  await selection(page).getByRole("button", { name: "Fix value…" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Reason").fill("The value was not the documented one");
  await sheet.getByRole("button", { name: /^Fix the tag on/ }).click();
  await expect(sheet.getByText(`${wrong.length} fixed and verified.`).first()).toBeVisible({ timeout: JOB_MS });
  expect((await runJob(demo, "untag", [changed])).counts).toMatchObject({ verified: 1 });

  await sheet.getByRole("button", { name: "Undo…" }).click();
  await expect(sheet.getByRole("heading", { name: /^Undo/ })).toBeVisible();
  await sheet.getByLabel("Reason").fill("It was right as it was");
  await sheet.getByRole("button", { name: /^Put back/ }).click();
  await expect(
    sheet.getByText(`${wrong.length - 1} put back and verified, 1 left alone: Somebody changed this tag after the job`).first(),
  ).toBeVisible({ timeout: JOB_MS });
  const after = new Map((await refresh(demo)).rows.map((row) => [row.id, row]));
  for (const row of wrong) expect(after.get(row.id)?.tagValue).toBe(row === changed ? null : row.tagValue);
});

test("waits for a tag that AWS shows late, calls nothing done before it was read back, and can be left and found again", async ({
  demo,
  signedIn: page,
}) => {
  const [row] = untagged(await readEstate(demo), 6, 1);
  if (row === undefined) throw new Error("This estate has nothing left to tag.");
  await setFaults(demo, [{ kind: "tag-delay", ms: 8000, where: {} }]);
  await page.goto(`${demo.url}/?node=${row.account}/${row.region}/${row.id}`);
  await page.getByRole("complementary").getByRole("button", { name: "Tag…" }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Reason").fill("Onboarding");
  await sheet.getByRole("button", { name: /^Tag 1 / }).click();
  await expect(sheet.getByText("Written, not seen yet").first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("1 job is running: 0 of 1 done")).toBeVisible();
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(sheet.getByText("1 tagged and verified.").first()).toBeVisible({ timeout: JOB_MS });
  await setFaults(demo, []);
});

test("two people who tag the same instance at once both hear how it is", async ({ demo, signedIn: page, browser }) => {
  const [row] = untagged(await readEstate(demo), 7, 1);
  if (row === undefined) throw new Error("This estate has nothing left to tag.");
  const other = await (await browser.newContext({ storageState: await page.context().storageState() })).newPage();
  const sheets = [page, other].map(sheetOf);
  for (const [at, one] of [page, other].entries()) {
    await one.goto(`${demo.url}/?node=${row.account}/${row.region}/${row.id}`);
    await one.getByRole("complementary").getByRole("button", { name: "Tag…" }).click();
    await sheets[at]?.getByLabel("Reason").fill("Onboarding");
  }
  await Promise.all(sheets.map((sheet) => sheet.getByRole("button", { name: /^Tag 1 / }).click()));
  for (const sheet of sheets) await expect(sheet.getByText(/^\d+ tagged and verified/).first()).toBeVisible({ timeout: JOB_MS });
  const told = await Promise.all(
    sheets.map((sheet) =>
      sheet
        .getByText(/^\d+ tagged and verified/)
        .first()
        .innerText(),
    ),
  );
  expect(told.sort()).toEqual(["0 tagged and verified, 1 right already.", "1 tagged and verified."]);
  await other.context().close();
});

test("names every line of a list that is not taken", async ({ demo, signedIn: page }) => {
  const [first, second] = untagged(await readEstate(demo), 0, 2);
  await page.goto(demo.url);
  await page.getByRole("button", { name: "From a list…" }).click();
  const sheet = sheetOf(page);
  const text = `Instance ID;Region\n${first?.id};${first?.region}\ni-12;\n${second?.id};\n${first?.id};\ni-0123456789abcdef0;us-east-1`;
  await sheet.getByLabel("Ids, ARNs or a CSV").fill(text);
  await expect(sheet.getByText("2 found, 1 not found, 1 not understood, 1 listed twice.")).toBeVisible();
  await expect(sheet.getByRole("listitem").filter({ hasText: "i-0123456789abcdef0" })).toContainText("Line 6");
  await expect(sheet.getByRole("listitem").filter({ hasText: "is not an id" })).toContainText("Line 3");
  await sheet.getByRole("button", { name: "Select 2 instances" }).click();
  await expect(selection(page)).toContainText("2 selected");
});

test("gives reach for a limited time, shows what is due, and takes it back when the time has come", async ({
  demo,
  signedIn: page,
}) => {
  const [row] = untagged(await readEstate(demo), 9, 1);
  if (row === undefined) throw new Error("This estate has nothing left to tag.");
  await page.goto(`${demo.url}/?node=${row.account}/${row.region}/${row.id}`);
  await page.getByRole("complementary").getByRole("button", { name: "Reach now…" }).click();
  const sheet = sheetOf(page);
  const apply = sheet.getByRole("button", { name: "Give reach to 1 instance" });
  await sheet.getByLabel("Reason").fill("Evidence of the web servers is needed");
  await sheet.getByLabel("Who answers for it").fill("Robin");
  await sheet.getByRole("radio", { name: "One hour" }).check();
  await expect(apply).toBeDisabled();
  await sheet.getByLabel("Case number").fill("INC-1042");
  await apply.click();
  await expect(sheet.getByText("1 tagged and verified.").first()).toBeVisible({ timeout: JOB_MS });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByText(/^1 incident holds reach on 1 instance; it ends in \d+ min \(case INC-1042\)\./)).toBeVisible();
  // The page would say that its server is gone for a moment.
  await page.goto("about:blank");

  await demo.restart({ aheadMs: 61 * 60_000 });
  await expect
    .poll(async () => (await refresh(demo)).rows.find(({ id }) => id === row.id)?.tagState, {
      timeout: JOB_MS,
      intervals: [1000],
    })
    .toBe("absent");
});
