import { expect, it } from "vitest";
import { coverageOf, noCounts } from "./coverage.ts";
import { reachOf } from "./reach.ts";
import type { Blocker } from "./verdict.ts";

it("says at least where a cell was not read to the end", () => {
  const counts = { ...noCounts(), reachable: 2, tag: 1 };
  expect(coverageOf(counts, [{ state: "read" }, { state: "denied" }, { state: "disabled" }])).toEqual({
    counts,
    total: 3,
    gaps: 1,
    atLeast: true,
    percent: 67,
  });
});

it("says at least while nodes that were read are still on their way", () => {
  const counts = { ...noCounts(), reachable: 2 };
  expect(coverageOf(counts, [{ state: "read" }], true).atLeast).toBe(true);
  expect(coverageOf(counts, [{ state: "read" }]).atLeast).toBe(false);
});

it.each([
  [0, 0, null],
  [0, 5, 0],
  [5, 0, 100],
  [1, 9_999, 1],
  [9_999, 1, 99],
  [1, 1, 50],
])("%i of %i+ others never rounds to all or none", (reachable, tag, percent) => {
  expect(coverageOf({ ...noCounts(), reachable, tag }, []).percent).toBe(percent);
});

const unread: Blocker = { code: "ssm-unread", layer: "ssm", effect: "unknown" };
const lost: Blocker = { code: "connection-lost", layer: "ssm", effect: "blocks", lastPing: null };
const untagged: Blocker = { code: "tag-absent", layer: "tag", effect: "blocks" };
const stopped: Blocker = { code: "not-running", layer: "state", effect: "blocks", state: "stopped" };

it.each([
  ["reachable", [], "reachable"],
  ["unknown", [unread], "unknown"],
  ["blocked", [lost, untagged], "ssm"],
  ["blocked", [unread, untagged], "tag"],
  ["blocked", [stopped, untagged], "ssm"],
] as const)("counts %s where its first certain blocker stands", (verdict, blockers, reach) => {
  expect(reachOf({ verdict, blockers })).toBe(reach);
});
