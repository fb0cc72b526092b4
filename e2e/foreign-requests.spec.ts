import { request } from "node:http";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });

/** Sends headers that fetch() would not let us set. */
function send(
  url: string,
  headers: Record<string, string>,
  method = "GET",
  body = "",
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const PLACES = [
  "/",
  "/policy",
  "/sign-in",
  "/open?token=x",
  "/api/instances",
  "/api/instances?format=json",
  "/api/policy",
  "/api/health",
];

for (const place of PLACES) {
  test(`answers ${place} under a foreign host name with 421, with and without an Origin`, async ({ demo }) => {
    const authorization = `Bearer ${demo.token}`;
    for (const extra of [{}, { origin: "http://rebound.example:3000" }, { origin: demo.url }]) {
      const answer = await send(`${demo.url}${place}`, { host: "rebound.example:3000", authorization, ...extra });
      expect(answer.status).toBe(421);
      expect(answer.text).not.toContain("i-0");
    }
  });
}

test("refuses a write that a page of another origin sends, and does nothing", async ({ demo }) => {
  const authorization = `Bearer ${demo.token}`;
  const body = JSON.stringify({ action: "tag", nodes: [] });
  const json = { authorization, "content-type": "application/json" };
  const write = (headers: Record<string, string>) => send(`${demo.url}/api/tagging/jobs`, headers, "POST", body);
  expect((await write({ ...json, origin: "http://evil.example" })).status).toBe(403);
  expect((await write({ ...json, "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await write({ authorization, "content-type": "text/plain" })).status).toBe(415);
  expect((await write({ "content-type": "application/json" })).status).toBe(401);
  const jobs = await fetch(`${demo.url}/api/tagging/jobs`, { headers: { authorization } });
  expect(await jobs.json()).toEqual({ jobs: [] });
});

test("shows nothing to somebody who is not signed in", async ({ demo, page }) => {
  for (const place of ["/", "/policy"]) {
    await page.goto(`${demo.url}${place}`);
    await expect(page).toHaveURL(`${demo.url}/sign-in`);
  }
  const answer = await fetch(`${demo.url}/api/instances`);
  expect(answer.status).toBe(401);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test("lets the printed link open one browser, once", async ({ demo, browser }) => {
  const first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(demo.link);
  await expect(page).toHaveURL(`${demo.url}/`);
  const [cookie] = await first.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
  await page.goto(demo.link);
  await expect(page).toHaveURL(`${demo.url}/`);

  const second = await browser.newContext();
  const other = await second.newPage();
  await other.goto(demo.link);
  await expect(other.getByText(/has been used already/)).toBeVisible();
  await first.close();
  await second.close();
});

test("lets in whoever pastes the token, and says what is wrong with another", async ({ demo, page }) => {
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel("Token").fill("not-the-token-of-this-run");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not the token of this run" })).toBeVisible();
  await page.getByLabel("Token").fill(demo.token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${demo.url}/`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto(demo.url);
  await expect(page).toHaveURL(/sign-in/);
});

test("sends every page with a nonce policy that lets nobody frame it, and lets no cache keep it", async ({ demo, signedIn }) => {
  const answer = await signedIn.goto(`${demo.url}/`);
  const headers = answer?.headers() ?? {};
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[0-9a-f-]+' 'strict-dynamic'/);
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["cache-control"]).toContain("private");
  expect(headers["cache-control"]).toContain("no-store");
});
