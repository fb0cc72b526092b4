import { defineConfig } from "@playwright/test";

const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH;
if (executablePath === undefined) throw new Error("Run the browser tests with `npm run test:e2e`: it finds the browser.");

const WAITING = "**/partial-failure.spec.ts";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // Generous: two dashboards, two stand-ins and two browsers share what may be two cores with much else to do.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"]],
  outputDir: "test-results",
  // First what waits half a minute for an AWS that does not answer: at the end one worker would wait for it alone.
  projects: [
    { name: "waiting", testMatch: WAITING },
    { name: "working", testIgnore: WAITING },
  ],
  use: {
    browserName: "chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath, args: (process.env.CADO_REACH_BROWSER_FLAGS ?? "").split(" ").filter(Boolean) },
    permissions: ["clipboard-read", "clipboard-write"],
    // Without a film of every test, which costs a fifth of the time; a failed one has its last picture.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
  },
});
