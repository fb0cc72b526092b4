// How the counts follow a policy that somebody types, and whether the page stands still meanwhile:
// `npm run bench:type -- [INSTANCES] [small|whole]`, on a production build. Types into the text of a role (the corrected statements
// alone, or a whole shipped role corrected) in the editor with the whole estate read; from a key's event to the frame with the new counts, and the longest task on the page.
import { chromium, type Page } from "@playwright/test";
import { startDemo } from "../e2e/demo-process.ts";
import { CROSS_ACCOUNT_POLICY } from "../lib/demo/estate/roles/cross-account-policy.ts";
import { DOCUMENTED_TAG } from "../lib/domain/tag-spec.ts";
import { parsePolicy } from "../lib/policy/parse-policy.ts";
import type { PolicyDocument } from "../lib/policy/policy-document.ts";
import { correctPolicies } from "../lib/policy/rewrite/correct-policies.ts";
import { defaultCorrection } from "../lib/policy/rewrite/correction-options.ts";
import { renderVariant } from "../lib/policy/variants.ts";
import { BROWSER_FLAGS, findBrowser } from "../scripts/find-browser.ts";

type Noted = { keys: number[]; tasks: number[] };

const instances = Number(process.argv[2] ?? 100_000);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_FLAGS] });
const demo = await startDemo({ instances });
const page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 } })).newPage();
const headers = { authorization: `Bearer ${demo.token}` };
await page.request.post(`${demo.url}/api/session`, { headers, data: { token: demo.token } });
await page.goto(`${demo.url}/policy?variant=own`);
const tagged = { partition: "aws", tag: DOCUMENTED_TAG } as const;
const small = renderVariant({ variant: "corrected", ...tagged });
const shipped = { name: "role", kind: "inline", document: parsed(CROSS_ACCOUNT_POLICY) } as const;
const [whole] = correctPolicies([shipped], defaultCorrection(tagged)).policies;
const text = JSON.stringify(process.argv[3] === "whole" ? whole?.document : small, null, 2);
await page.getByRole("textbox", { name: /^Text of/ }).click();
await page.keyboard.insertText(text);
const panel = page.getByRole("region", { name: "Consequences", exact: true });
// One account-region of the estate is denied; that is said once the others were read.
await panel.getByText(/could not be read: counts/).waitFor({ timeout: 600_000 });
await page.waitForTimeout(5_000);

// The first value of the tag in the text, from the end of which is typed.
await placeCursor(page, `"${DOCUMENTED_TAG.value}"`);
await note(page);
for (let at = 0; at < 20; at += 1) {
  await page.keyboard.press(at % 2 === 0 ? "x" : "Backspace");
  await page.waitForTimeout(1_200);
}
const { keys, tasks } = await page.evaluate(() => (window as typeof window & { noted: Noted }).noted);
// As fast as somebody types who does not look: the counts have to follow the last key.
await page.keyboard.type("xyzxyzxyzxyz", { delay: 60 });
await page.waitForTimeout(2_000);
const fast = await page.evaluate(() => (window as typeof window & { noted: Noted }).noted.tasks);
await browser.close();
await demo.stop();

const sorted = keys.toSorted((a, b) => a - b);
const format = (ms: number | undefined) => (ms === undefined ? "none" : `${Math.round(ms)} ms`);
console.log(`${instances.toLocaleString("en")} instances, Chromium, ${sorted.length} keys followed`);
console.log(`  key to new counts    ${format(sorted[Math.floor(sorted.length / 2)])} median, ${format(sorted.at(-1))} worst`);
console.log(`  tasks over 50 ms     ${tasks.length} (longest ${format(tasks.toSorted((a, b) => a - b).at(-1))})`);
console.log(
  `  while typing fast    ${fast.length - tasks.length} (longest ${format(
    fast
      .slice(tasks.length)
      .toSorted((a, b) => a - b)
      .at(-1),
  )})`,
);

function parsed(value: unknown): PolicyDocument {
  const read = parsePolicy(value);
  if (!read.ok) throw new Error("The shipped role is no policy.");
  return read.document;
}

/** Finds the text in the editor, which draws only the lines in view, and puts the cursor before its closing quote. */
async function placeCursor(target: Page, wanted: string): Promise<void> {
  await target.keyboard.press("Control+Home");
  // A text would be looked for without regard to case.
  const line = target.locator(".cm-line", { hasText: new RegExp(wanted) }).first();
  for (let pages = 0; pages < 50 && (await line.count()) === 0; pages += 1) await target.keyboard.press("PageDown");
  await line.click({ timeout: 5_000 });
  await target.keyboard.press("End");
  await target.keyboard.press("ArrowLeft");
}

/** Notes for every key how long the counts of Run Command took to be new on screen, and every long task. */
async function note(target: Page): Promise<void> {
  await target.evaluate(() => {
    const noted: Noted = { keys: [], tasks: [] };
    Object.assign(window, { noted });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.tasks.push(duration);
    }).observe({ type: "longtask" });
    const counts = () => document.querySelector('section[aria-label="Run Command"] ul')?.textContent;
    document.addEventListener(
      "keydown",
      (event) => {
        const before = counts();
        const look = () => {
          const now = performance.now();
          if (now > event.timeStamp + 1_100) return;
          if (counts() === before) requestAnimationFrame(look);
          else requestAnimationFrame(() => noted.keys.push(performance.now() - event.timeStamp));
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
}
