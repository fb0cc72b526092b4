import { expect, it } from "vitest";
import { bytesWords, confirmWords, daysWords, eventWords, lastWords, percentWords, readingWords } from "./settings-words.ts";

it.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1.0 KB"],
  [45_600_000, "45.6 MB"],
  [456_000_000, "456 MB"],
  [1_400_000_000, "1.4 GB"],
  [2_000_000_000_000_000, "2,000 TB"],
])("says %i bytes as %s", (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});

it.each([
  [null, "Kept for good"],
  [1, "1 day"],
  [400, "400 days"],
])("says retention of %s as %s", (days, words) => {
  expect(daysWords(days)).toBe(words);
});

it.each([
  [0.2, "20%"],
  [0.125, "12.5%"],
  [0.29, "29%"],
  [1, "100%"],
])("says a share of %d as %s", (share, words) => {
  expect(percentWords(share)).toBe(words);
});

it("says when a number has to be typed", () => {
  const rules = { confirmAbove: 500, confirmShare: 0.2, referenceRequired: false, planMinutes: 15, sessionPolicy: false };
  expect(confirmWords(rules)).toBe("Above 500 nodes, or above 20% of the estate");
});

it("says what a receiver is told of, with its limit", () => {
  expect(eventWords("coverage-below", 0.6)).toBe("coverage fell below 60%");
  expect(eventWords("job-ended", 0.6)).toBe("a job ended");
});

it.each([
  [{ state: "delivered", attempts: 1, status: 204, detail: "" }, "Delivered (a job ended). HTTP 204"],
  [{ state: "delivered", attempts: 3, status: 200, detail: "ok" }, "Delivered after 3 attempts (a job ended). HTTP 200: ok"],
  [
    { state: "retrying", attempts: 2, status: null, detail: "No connection: ECONNREFUSED." },
    "Not delivered yet after 2 attempts (a job ended), tried again. No connection: ECONNREFUSED.",
  ],
  [{ state: "given-up", attempts: 1, status: 410, detail: "" }, "Not delivered (a job ended). HTTP 410"],
] as const)("says what came of the last message: %o", (last, words) => {
  expect(lastWords({ event: "job-ended", ...last })).toBe(words);
});

it("says how lists are read", () => {
  expect(readingWords({ ssm: "properties", splitHeavyCells: true })).toBe(
    "Managed nodes 1,000 a call, long lists in parts at once",
  );
  expect(readingWords({ ssm: "information", splitHeavyCells: false })).toBe("Managed nodes 50 a call, long lists page by page");
});
