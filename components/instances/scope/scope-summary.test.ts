import { expect, test } from "vitest";
import type { Cell } from "#lib/domain/cell.ts";
import { type AccountId, parseAccountId, parseRegionName, type RegionName } from "#lib/domain/ids.ts";
import { byTrouble, scopeSummary } from "./scope-summary.ts";

const account: AccountId = expectDefined(parseAccountId("111111111111"));
const region: RegionName = expectDefined(parseRegionName("eu-west-1"));
const cell = (index: number, state: Cell["state"], more: Partial<Cell> = {}): Cell => ({
  index,
  account,
  region,
  partition: "aws",
  state,
  nodes: 10,
  readAt: null,
  notes: [],
  ...more,
});

function expectDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the test's own id is not valid");
  return value;
}

test("a disabled region is not counted among those to be read", () => {
  expect(scopeSummary([cell(0, "read"), cell(1, "disabled")])).toMatchObject({ total: 1, read: 1, disabled: 1 });
});

test("names what was denied and what failed, and counts what is under way", () => {
  const denied = cell(1, "denied");
  const failed = cell(2, "failed");
  const cells = [cell(0, "read"), denied, failed, cell(3, "waiting"), cell(4, "reading"), cell(5, "stopped")];
  expect(scopeSummary(cells)).toMatchObject({ total: 6, read: 1, denied: [denied], failed: [failed], unfinished: 2, stopped: 1 });
});

test("says since when a part is stale, and only where readings are far apart", () => {
  const fresh = cell(0, "read", { readAt: "2026-11-23T14:02:31Z" });
  const old = cell(1, "failed", { readAt: "2026-11-23T12:00:00Z" });
  const older = cell(2, "failed", { readAt: "2026-11-23T11:00:00Z" });
  const nearly = cell(3, "read", { readAt: "2026-11-23T13:58:00Z" });
  expect(scopeSummary([fresh, old, older, nearly])).toMatchObject({ stale: 2, staleSince: "2026-11-23T11:00:00Z" });
  expect(scopeSummary([fresh, nearly])).toMatchObject({ stale: 0, staleSince: null });
  expect(scopeSummary([])).toMatchObject({ stale: 0, staleSince: null, total: 0 });
});

test("says when the newest reading was made", () => {
  const read = cell(0, "read", { readAt: "2026-11-23T14:02:31.000Z" });
  const before = cell(1, "failed", { readAt: "2026-11-23T12:00:00.000Z" });
  expect(scopeSummary([before, read]).newestRead).toBe("2026-11-23T14:02:31.000Z");
  expect(scopeSummary([cell(0, "denied")]).newestRead).toBeNull();
});

test("lists trouble first, and keeps the estate's order among equals", () => {
  const cells = [
    cell(0, "read"),
    cell(1, "disabled"),
    cell(2, "failed"),
    cell(3, "denied"),
    cell(4, "read", { notes: ["plain"] }),
  ];
  expect(byTrouble(cells).map(({ index }) => index)).toEqual([3, 2, 4, 0, 1]);
});
