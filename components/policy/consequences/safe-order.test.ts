import { expect, test } from "vitest";
import { type Standing, safeOrder } from "./safe-order.ts";

const READY: Standing = { reading: false, nodes: 3000, cells: 51, gaps: 0, blockedByTag: 0, losing: 0, unknown: 0 };

const states = (standing: Standing) => safeOrder(standing).map(({ state }) => state);
const sentence = (standing: Standing, step: "tag" | "verify" | "swap") =>
  safeOrder(standing).find((each) => each.step === step)?.sentence;

test("lets the policy be swapped once everything is tagged and everything was read", () => {
  expect(states(READY)).toEqual(["done", "done", "now"]);
});

test("begins with the tags while one is missing", () => {
  expect(states({ ...READY, blockedByTag: 1, losing: 1 })).toEqual(["now", "later", "later"]);
  expect(sentence({ ...READY, blockedByTag: 1 }, "tag")).toBe("1 instance is still blocked by tag under this policy.");
});

test.each([
  ["an account-region is unread", { gaps: 1 }],
  ["an instance is unknown", { unknown: 1 }],
])("does not call it verified where %s", (_, change) => {
  expect(states({ ...READY, ...change })).toEqual(["done", "now", "later"]);
});

test("calls no step done while the estate is being read, or when nothing was read", () => {
  expect(states({ ...READY, reading: true })).not.toContain("done");
  expect(states({ ...READY, nodes: 0 })).not.toContain("done");
});

test("says at least where something is unread", () => {
  const standing = { ...READY, gaps: 3, blockedByTag: 611, losing: 598 };
  expect(sentence(standing, "tag")).toBe("At least 611 instances are still blocked by tag under this policy.");
  expect(sentence(standing, "verify")).toBe("3 of 51 account-regions are not read.");
  expect(sentence(standing, "swap")).toBe("Swapping now cuts Cado off from at least 598 instances.");
});

test("never promises that nobody loses access where something is unread", () => {
  expect(sentence({ ...READY, gaps: 1 }, "swap")).toBe("Nobody who was read loses access. What is unread may.");
});
