import { expect, test } from "vitest";
import { countByCell, countReasons } from "./plan-groups.ts";

const at = (account: string, region: string, id: string) => ({ account, region, id });

test("counts by account and region, most first, then by name", () => {
  expect(countByCell([at("2", "b", "i-1"), at("1", "b", "i-2"), at("1", "a", "i-3"), at("1", "a", "i-4")])).toEqual([
    { account: "1", region: "a", count: 2 },
    { account: "1", region: "b", count: 1 },
    { account: "2", region: "b", count: 1 },
  ]);
});

test("keeps one problem per code, with how many it stands for, and whether it says it for all of them", () => {
  const gone = { code: "gone", title: "i-1 is gone" };
  expect(countReasons([{ code: "denied", title: "no" }, gone, { code: "gone", title: "i-2 is gone" }])).toEqual([
    { problem: gone, count: 2, alike: false },
    { problem: { code: "denied", title: "no" }, count: 1, alike: true },
  ]);
});

test("has nothing to say about nothing", () => {
  expect(countByCell([])).toEqual([]);
  expect(countReasons([])).toEqual([]);
});
