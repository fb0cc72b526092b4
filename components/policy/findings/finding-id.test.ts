import { expect, test } from "vitest";
import { findingId } from "./finding-id.ts";

test.each([
  [{ code: "size-over-quota", policy: null, statement: null, path: null }, "finding-size-over-quota"],
  [{ code: "size-over-quota", policy: 0, statement: null, path: null }, "finding-size-over-quota-1"],
  [{ code: "broad-send-command", policy: 1, statement: 3, path: null }, "finding-broad-send-command-2-4"],
  [{ code: "other-partition", policy: 0, statement: 0, path: "Resource[1]" }, "finding-other-partition-1-1-Resource-1"],
] as const)("names %j in letters that a link can carry", (finding, id) => {
  expect(findingId(finding)).toBe(id);
});
