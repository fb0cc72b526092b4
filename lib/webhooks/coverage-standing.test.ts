import { expect, it } from "vitest";
import { coverageStanding } from "./coverage-standing.ts";

const counts = (reachable: number, blocked: number, unknown = 0, unread = 0, unreadCells = 0) => ({
  reachable,
  blocked,
  unknown,
  unread,
  unreadCells,
});

it.each([
  ["59 of 100 in reach", counts(59, 41), "below"],
  ["60 of 100 in reach, which is the limit", counts(60, 40), "above"],
  ["61 of 100 in reach", counts(61, 39), "above"],
  ["50 in reach, 10 not read: it may still be 60", counts(50, 40, 0, 10), "open"],
  ["50 in reach, 9 not read, 1 undecided: it may still be 60", counts(50, 40, 1, 9), "open"],
  ["50 in reach, 9 not read: below even if all nine were", counts(50, 41, 0, 9), "below"],
  ["60 in reach of 110, 10 of them not read", counts(60, 40, 0, 10), "open"],
  ["70 in reach of 110, above even if none of the unread were", counts(70, 30, 0, 10), "above"],
  ["nothing known", counts(0, 0, 0, 0, 3), "open"],
  ["cells that were never read are not counted", counts(10, 90, 0, 0, 3), "below"],
])("%s: %s", (_name, coverage, standing) => {
  expect(coverageStanding(coverage, 0.6).standing).toBe(standing);
});
