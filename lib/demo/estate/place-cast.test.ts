import { expect, test } from "vitest";
import { CAST } from "./cast.ts";
import { createEstate } from "./estate.ts";
import { placeCast } from "./place-cast.ts";

const stage = (account: string, count: number, more = {}) => ({ account, count, hostManagement: false, denied: false, ...more });
const apps = (members: readonly { app: string }[] | undefined) => members?.map(({ app }) => app);

test("members go where their application runs, and never into the denied cell", () => {
  const stages = [
    stage("111111111111", 5, { denied: true }),
    stage("111111111111", 5),
    stage("222222222222", 5),
    stage("333333333333", 5),
  ];
  const placed = placeCast(
    [
      { app: "storefront", number: 1, form: "exact" },
      { app: "file-server", number: 1, form: "exact" },
      { app: "notebooks", number: 1, form: "exact" },
    ],
    stages,
  );
  expect(placed.map(apps)).toEqual([[], ["storefront"], ["file-server"], ["notebooks"]]);
});

test("members are spread in proportion to size", () => {
  const members = Array.from({ length: 12 }, (_, number) => ({ app: "storefront", number, form: "exact" }) as const);
  const placed = placeCast(members, [stage("111111111111", 90), stage("111111111111", 30)]);
  expect(placed.map((list) => list.length)).toEqual([9, 3]);
});

test("members for whom there is no place are left out, and no cell gets more than it holds", () => {
  const placed = placeCast(CAST, [stage("111111111111", 2), stage("222222222222", 0), stage("333333333333", 1)]);
  expect(placed.map((list) => list.length)).toEqual([2, 0, 1]);
});

test.each([1, 2, 3, 4, 5])("an estate of 60 has the whole cast (seed %i)", (seed) => {
  const { cells } = createEstate({ instances: 60, seed, nowMs: Date.UTC(2026, 10, 20) });
  const names = cells.flatMap((cell) => Array.from({ length: cell.size }, (_, index) => cell.tags(index).get("app")));
  for (const { app } of CAST.filter(({ quirk }) => quirk !== "no-tags")) expect(names).toContain(app);
});
