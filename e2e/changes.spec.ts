import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { ask, type Estate, type Row, readEstate, refresh, runJob } from "./api.ts";
import { changeTag, setFaults } from "./demo-process.ts";
import { expect, test } from "./test.ts";

test.use({ fleet: { instances: 300, seed: 7, env: {} } });

/** How long a job may take on a machine with much else to do. */
const JOB_MS = 60_000;

/** Running EC2 instances whose tag stands so; not those that others here took. */
function nodesWith({ rows }: Estate, tagState: string, from: number, count: number): readonly Row[] {
  const free = rows.filter(
    (row) => row.tagState === tagState && row.state === "running" && Object.keys(row.tags ?? {}).length < 40,
  );
  const taken = free.slice(from, from + count);
  if (taken.length < count) throw new Error(`This estate has too few nodes that are ${tagState}.`);
  return taken;
}

/** The newest change with such a title on the timeline. */
const entryOf = (page: Page, title: string): Locator =>
  page
    .getByRole("region", { name: "Timeline" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: title, exact: true }) })
    .first();

async function expectFlawless(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "scrolls sideways").toBeLessThanOrEqual(0);
}

test("asks for a reason, and shows who changed what and why, also after the server was cut off", async ({
  demo,
  signedIn: page,
}) => {
  const [row] = nodesWith(await readEstate(demo), "absent", 0, 1);
  if (row === undefined) throw new Error("There is nothing to tag.");
  await page.goto(`${demo.url}/?node=${row.account}/${row.region}/${row.id}`);
  const details = page.getByRole("complementary");
  await expect(details.getByText("Nobody changed its tag from here.")).toBeVisible();
  await details.getByRole("button", { name: /^Tag/ }).first().click();
  const sheet = page.getByRole("dialog");
  const apply = sheet.getByRole("button", { name: /^Tag 1 / });
  await expect(apply).toBeDisabled();
  await sheet.getByLabel("Reason").fill("Suspicious <b>login</b> on the host");
  await sheet.getByLabel(/^Ticket or case/).fill("INC-2041");
  await sheet.getByLabel(/^Your name/).fill("Robin");
  await apply.click();
  await expect(sheet.getByText("1 tagged and verified.").first()).toBeVisible({ timeout: JOB_MS });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(details.getByText("True since")).toBeVisible();
  await expect(details.getByText("Suspicious <b>login</b> on the host")).toBeVisible();

  // A page that is open would say that its connection was lost.
  await page.goto("about:blank");
  test.slow();
  await demo.restart();
  await page.goto(`${demo.url}/changes`);
  const entry = entryOf(page, "Tagged 1 node");
  await expect(entry).toContainText("Robin in a browser");
  await expect(entry).toContainText("Suspicious <b>login</b> on the host");
  await expect(entry).toContainText("INC-2041");
  await expect(entry).toContainText("1 verified");
  await expect(page.getByText(/^Record \d+ ·/)).toBeVisible();

  await entry.getByRole("link", { name: "Tagged 1 node", exact: true }).click();
  await expect(page).toHaveTitle("Tagged 1 node · Cado Reach");
  await expect(page.getByRole("heading", { level: 1, name: "Tagged 1 node" })).toBeVisible();
  const node = page.getByRole("region", { name: "Outcome of each node" }).getByRole("listitem");
  await expect(node).toHaveCount(1);
  await expect(node).toContainText(row.id);
  await expect(node).toContainText("(not tagged) → becomes True");
  await expect(node).toContainText("Verified");
  await expect(node.getByRole("button", { name: `Copy the AWS request ids of ${row.id}` })).toBeVisible();
  await page.getByText("In the audit record").click();
  const records = page.getByRole("region", { name: "Records of the job" });
  await expect(records).toContainText("Started on 1 node");
  await expect(records).toContainText(`AWS accepted: CadoResponseSSMEnabled=True put on 1 node in ${row.account} ${row.region}`);
  await expect(records).toContainText("Ended: 1 verified");
});

test("undoes a change where nobody else changed anything since, and names the node where somebody did", async ({
  demo,
  signedIn: page,
}) => {
  const nodes = nodesWith(await readEstate(demo), "wrong-value", 0, 3);
  const [changed, ...others] = nodes;
  if (changed === undefined) throw new Error("There is nothing to undo.");
  const { id } = await runJob(demo, "untag", nodes);
  await runJob(demo, "tag", [changed]);

  await page.goto(`${demo.url}/changes`);
  await entryOf(page, "Untagged 3 nodes").getByRole("button", { name: "Undo: Untagged 3 nodes" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: "Cannot 1" }).check();
  await expect(sheet.getByText("Somebody changed this tag after the job; it is left as it is.").first()).toBeVisible();
  await sheet.getByLabel("Reason").fill("Not ours to change");
  await sheet.getByRole("button", { name: /^Put back 2 / }).click();
  await expect(sheet.getByText(/^2 put back and verified, 1 left alone/).first()).toBeVisible({ timeout: JOB_MS });
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(sheet).toBeHidden();

  await expect(entryOf(page, "Untagged 3 nodes")).toContainText("Undone by “Undid a change on 2 of 3 nodes”");
  await expect(entryOf(page, "Untagged 3 nodes").getByRole("button", { name: /^Undo/ })).toHaveCount(0);
  await expect(entryOf(page, "Undid a change on 2 of 3 nodes")).toContainText("Undoes “Untagged 3 nodes”");
  await page.goto(`${demo.url}/changes/${id}`);
  await expect(page.getByText("Undone by “Undid a change on 2 of 3 nodes”")).toBeVisible();

  const after = await refresh(demo);
  const tagValue = (node: Row) => after.rows.find((row) => row.id === node.id)?.tagValue;
  expect(others.map(tagValue)).toEqual(others.map((node) => node.tagValue));
  expect(tagValue(changed)).toBe("True");
});

test("filters the timeline by words, state and failures, in a link that can be passed on", async ({ demo, signedIn: page }) => {
  const [row] = nodesWith(await readEstate(demo), "absent", 1, 1);
  if (row === undefined) throw new Error("There is nothing to tag.");
  await runJob(demo, "tag", [row]);
  await setFaults(demo, [{ kind: "deny", where: { operation: "DeleteTags" } }]);
  await runJob(demo, "untag", [row]);
  await setFaults(demo, []);
  await page.goto(`${demo.url}/changes`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(entryOf(page, "Untagging 1 node: none verified")).toContainText("Failed");
  await timeline.getByRole("checkbox", { name: "Only with failures" }).check();
  await expect(entryOf(page, "Tagged 1 node")).toHaveCount(0);
  await expect(entryOf(page, "Untagging 1 node: none verified")).toBeVisible();
  await expect(page).toHaveURL(/failed=true/);
  await page.reload();
  await expect(entryOf(page, "Untagging 1 node: none verified")).toBeVisible();
  await expect(entryOf(page, "Tagged 1 node")).toHaveCount(0);
  await timeline.getByRole("searchbox", { name: "Search changes" }).fill("nothing like it");
  await expect(timeline.getByText("No change matches")).toBeVisible();
  await timeline.getByRole("button", { name: "Clear the filter" }).click();
  await expect(entryOf(page, "Tagged 1 node")).toBeVisible();
});

test("says what a job waits for, pauses it and goes on with it, from its own page", async ({ demo, signedIn: page }) => {
  const estate = await readEstate(demo);
  const nodes = estate.rows.filter((row) => row.tagState === "exact" && row.state === "running").slice(0, 12);
  const targets = nodes.map(({ account, region, id }) => ({ account, region, id }));
  const body = JSON.stringify({ action: "untag", nodes: targets });
  const planned = await ask(demo, "/api/tagging/plans", { method: "POST", body });
  const { id, hash }: { id: string; hash: string } = await planned.json();
  await setFaults(demo, [{ kind: "expire-credentials", where: { operation: "DeleteTags" } }]);
  await ask(demo, "/api/tagging/jobs", { method: "POST", body: JSON.stringify({ plan: id, hash, reason: "Over" }) });

  await page.goto(`${demo.url}/changes/${id}`);
  await expect(page.getByText("Held up")).toBeVisible();
  await expect(page.getByText("Nothing is lost: the job goes on by itself.")).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible({ timeout: JOB_MS });
  await setFaults(demo, []);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText(`${nodes.length} untagged and verified.`).first()).toBeVisible({ timeout: JOB_MS });
  await expect(page.getByRole("button", { name: "Undo…" })).toBeVisible();
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 1280 },
] as const) {
  test(`has nothing for axe to find, ${colorScheme}, ${width} px wide`, async ({ demo, signedIn: page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${demo.url}/changes`);
    const first = page.getByRole("region", { name: "Timeline" }).getByRole("listitem").first();
    await expect(first).toBeVisible();
    await expect(page.getByText(/^Record \d/)).toBeVisible();
    await expectFlawless(page);
    await first.getByRole("link").first().click();
    await page.getByText("In the audit record").click();
    await expect(page.getByRole("region", { name: "Records of the job" })).toBeVisible();
    await expectFlawless(page);
  });
}

test("draws how coverage went, and gives the figures of each point", async ({ demo, signedIn: page }) => {
  const estate = await readEstate(demo);
  const reachable = estate.rows.filter(({ runCommand }) => runCommand.verdict === "reachable").length;
  await page.goto(`${demo.url}/changes`);
  const history = page.getByRole("region", { name: "Coverage of Run Command over time" });
  await history.getByText("Show the figures").click();
  const newest = history.getByRole("region", { name: "Figures of the chart" }).getByRole("row").nth(1);
  await expect(newest.getByRole("cell").first()).toHaveText(String(reachable));
});

test("gives a report of a job that prints", async ({ demo, signedIn: page }) => {
  const [row] = nodesWith(await readEstate(demo), "wrong-value", 4, 1);
  if (row === undefined) throw new Error("There is nothing to report on.");
  const { id } = await runJob(demo, "normalise", [row]);
  await page.goto(`${demo.url}/changes`);
  const opened = page.waitForEvent("popup");
  await entryOf(page, "Fixed the tag on 1 node").getByRole("link", { name: "Report of: Fixed the tag on 1 node" }).click();
  const report = await opened;
  await expect(report).toHaveURL(`${demo.url}/reports/jobs/${id}`);
  await report.emulateMedia({ media: "print" });
  await expect(report.getByRole("row").filter({ hasText: row.id }).first()).toContainText("verified");
  await expect(report.getByText("By script").first()).toBeVisible();
  expect((await report.pdf()).byteLength).toBeGreaterThan(5000);
});

test.describe("without an answer", () => {
  test.use({ expectedErrors: [/404 \(Not Found\)/] });

  test("says that there is no such change", async ({ demo, signedIn: page }) => {
    const answer = page.waitForResponse(/\/events$/);
    await page.goto(`${demo.url}/changes/${crypto.randomUUID()}`);
    expect((await answer).status()).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no such change" })).toBeVisible();
  });
});

test("shows reach that ends by itself on top, and who took it back when its time was over", async ({ demo, signedIn: page }) => {
  const nodes = nodesWith(await readEstate(demo), "absent", 2, 2);
  const targets = nodes.map(({ account, region, id }) => ({ account, region, id }));
  const body = JSON.stringify({ action: "tag", nodes: targets });
  const { id, hash } = await (await ask(demo, "/api/tagging/plans", { method: "POST", body })).json();
  const incident = { owner: "Response team", expiresAt: new Date(Date.now() + 3_599_000).toISOString() };
  const start = { plan: id, hash, reason: "Suspicious login", reference: "INC-2042", incident };
  await ask(demo, "/api/tagging/jobs", { method: "POST", body: JSON.stringify(start) });
  await (await ask(demo, `/api/tagging/jobs/${id}/events`)).text();

  await page.goto(`${demo.url}/changes`);
  const open = page.getByRole("region", { name: "Reach that ends by itself" });
  await expect(open).toContainText(/Reach on 2 nodes ends in 59 min/);
  await expect(open).toContainText("Response team answers for it. Suspicious login INC-2042");
  await expect(open.getByRole("button", { name: "Take back now…" })).toBeVisible();

  await page.goto("about:blank");
  test.slow();
  await demo.restart({ aheadMs: 2 * 3_600_000 });
  await page.goto(`${demo.url}/changes`);
  await expect(entryOf(page, "Took reach back from 2 nodes")).toContainText("Cado Reach incident expiry", { timeout: JOB_MS });
  await expect(entryOf(page, "Tagged 2 nodes for an incident")).toContainText("Undone by “Took reach back from 2 nodes”");
  await expect(open).toBeHidden();
});

test("reads the tag alone again where somebody else has changed it", async ({ demo, signedIn: page }) => {
  const [row] = nodesWith(await readEstate(demo), "absent", 6, 1);
  if (row === undefined) throw new Error("There is no such node.");
  const search = page.getByRole("combobox", { name: "Search or filter instances" });
  await search.fill(row.id);
  const line = page.getByRole("grid", { name: "Instances" }).getByRole("row").filter({ hasText: row.id });
  await expect(line).toContainText("not tagged");
  await changeTag(demo, row, { key: "CadoResponseSSMEnabled", value: "True" });
  await page.getByRole("button", { name: "Check tag" }).click();
  await expect(line).not.toContainText("not tagged");
  await expect(page.getByRole("button", { name: "Check tag" })).toBeVisible();
  const after = (await readEstate(demo)).rows.find(({ id }) => id === row.id);
  expect(after?.tagState).toBe("exact");
});
