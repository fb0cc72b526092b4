import { test as base, expect, type Page } from "@playwright/test";
import { type DemoProcess, startDemo } from "./demo-process.ts";

/** The fleet that a spec file works on: `test.use({ fleet: { instances: 300, seed: 2 } })`. */
export type Fleet = { instances: number; seed: number; env: Record<string, string> };

/** The fleet of every spec that changes nothing in it: those that a worker runs share one server. */
export const READ_ONLY: Fleet = { instances: 300, seed: 5, env: {} };

type TestFixtures = {
  /** A page that is signed in. A message on the browser's error console fails the test. */
  signedIn: Page;
  /** Error messages that this test provokes on purpose. */
  expectedErrors: RegExp[];
};

type WorkerFixtures = { fleet: Fleet; demo: DemoProcess };

export const test = base.extend<TestFixtures, WorkerFixtures>({
  fleet: [
    { instances: 300, seed: 1, env: {} },
    { scope: "worker", option: true },
  ],
  demo: [
    async ({ fleet }, use) => {
      const demo = await startDemo(fleet);
      await use(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  expectedErrors: [[], { option: true }],
  signedIn: async ({ page, demo, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await signIn(page, demo);
    await use(page);
    expect(errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)))).toEqual([]);
  },
});

export { expect };

/** Gives the page's browser a session, as signing in does, and opens the first screen. */
async function signIn(page: Page, demo: DemoProcess): Promise<void> {
  const headers = { authorization: `Bearer ${demo.token}` };
  const answer = await page.request.post(`${demo.url}/api/session`, { headers, data: { token: demo.token } });
  expect(answer.status()).toBe(204);
  await page.goto(demo.url);
}
