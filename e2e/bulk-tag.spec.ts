import { readEstate, refresh } from "./api.ts";
import { forgetInstance, setFaults } from "./demo-process.ts";
import { expect, test } from "./test.ts";

test.use({ fleet: { instances: 400, seed: 2, env: {} } });

test("tags every matching instance after a review, verifies each, and touches no other tag", async ({ demo, signedIn: page }) => {
  const before = await readEstate(demo);
  const wanted = before.rows.filter((row) => row.tagState === "absent" && row.region === "us-east-1" && row.state === "running");
  await page.goto(demo.url);
  const search = page.getByRole("combobox", { name: "Search or filter instances" });
  for (const token of ["cado-tag = absent", "region = us-east-1", "state = running"]) {
    await search.fill(token);
    await search.press("Enter");
  }
  const grid = page.getByRole("grid", { name: "Instances" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(wanted.length + 1));
  await page.getByRole("checkbox", { name: /^Select all/ }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText(`${wanted.length} selected of ${wanted.length} matching`);
  await bar.getByRole("button", { name: "Tag…", exact: true }).click();

  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText(/Cado gains Run Command on/)).toBeVisible();
  await sheet.getByRole("button", { name: new RegExp(`^Tag ${wanted.length} `) }).click();
  await expect(sheet.getByText(`${wanted.length} tagged and verified.`).first()).toBeVisible({ timeout: 60_000 });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(sheet).toBeHidden();

  const after = await refresh(demo);
  const changed = new Set(wanted.map(({ id }) => id));
  const old = new Map(before.rows.map((row) => [row.id, row]));
  for (const row of after.rows) {
    const expected = { ...old.get(row.id)?.tags, ...(changed.has(row.id) && { CadoResponseSSMEnabled: "True" }) };
    expect({ id: row.id, tags: row.tags }).toEqual({ id: row.id, tags: expected });
  }
});

test("names the instance that vanished, tags its neighbours, and keeps the failed one selected for a retry", async ({
  demo,
  signedIn: page,
}) => {
  const estate = await readEstate(demo);
  const nodes = estate.rows
    .filter((row) => row.tagState === "absent" && row.state === "running" && row.account === "222222222222")
    .slice(0, 5);
  const [victim] = nodes;
  if (victim === undefined) throw new Error("This estate has nothing to tag.");
  await page.goto(`${demo.url}/?q=`);
  const search = page.getByRole("combobox", { name: "Search or filter instances" });
  const grid = page.getByRole("grid", { name: "Instances" });
  for (const { id } of nodes) {
    await search.fill(id);
    await expect(grid).toHaveAttribute("aria-rowcount", "2");
    await page.getByRole("checkbox", { name: /^Select all/ }).check();
  }
  await search.fill("");
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Tag…", exact: true }).click();
  const sheet = page.getByRole("dialog");
  const apply = sheet.getByRole("button", { name: new RegExp(`^Tag ${nodes.length} `) });
  await expect(apply).toBeVisible();
  await forgetInstance(demo, victim);
  await apply.click();
  await expect(sheet.getByText(new RegExp(`^${nodes.length - 1} tagged and verified, 1 failed`)).first()).toBeVisible({
    timeout: 60_000,
  });
  await expect(sheet.getByText(victim.id).first()).toBeVisible();
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1 selected");
});

test("fixes a wrong value in one click, writing the right tag first", async ({ demo, signedIn: page }) => {
  const estate = await readEstate(demo);
  const row = estate.rows.find(
    ({ tagState, state, runCommand }) => tagState === "wrong-value" && state === "running" && runCommand.blockers.length === 1,
  );
  if (row === undefined) throw new Error("This estate has no wrong value.");
  await page.goto(`${demo.url}/?q=${row.id}`);
  await page.getByRole("button", { name: /^Fix / }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: /^Fix the tag on 1 / }).click();
  await expect(sheet.getByText("1 fixed and verified.").first()).toBeVisible({ timeout: 60_000 });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  const after = (await readEstate(demo)).rows.find(({ id }) => id === row.id);
  expect(after).toMatchObject({ tagState: "exact", tagValue: "True", runCommand: { verdict: "reachable" } });
});

test("waits for a tag that AWS shows late, and calls nothing done before it was read back", async ({ demo, signedIn: page }) => {
  const estate = await readEstate(demo);
  const row = estate.rows.find(
    ({ tagState, state, account }) => tagState === "absent" && state === "running" && account === "111111111111",
  );
  if (row === undefined) throw new Error("This estate has nothing left to tag.");
  await setFaults(demo, [{ kind: "tag-delay", ms: 3000, where: {} }]);
  await page.goto(`${demo.url}/?node=${row.account}/${row.region}/${row.id}`);
  await page.getByRole("complementary").getByRole("button", { name: /^Tag/ }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: /^Tag 1 / }).click();
  await expect(sheet.getByText(/not yet visible|not seen yet/i).first()).toBeVisible();
  await expect(sheet.getByText("1 tagged and verified.").first()).toBeVisible({ timeout: 60_000 });
  await setFaults(demo, []);
});
