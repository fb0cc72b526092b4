import { expect, test } from "vitest";
import { isOurs, reachesGoal, stepsTo } from "./goal.ts";

const K = "CadoResponseSSMEnabled";
const low = "cadoresponsessmenabled";
const tag = (key: string, value: string) => ({ key, value });
const reading = (...found: { key: string; value: string }[]) => ({ state: "unknown" as const, found });

test.each([
  ["nothing, towards the tag", [], [tag(K, "True")], [{ op: "create", ...tag(K, "True") }]],
  ["a wrong value, towards the right one", [tag(K, "true")], [tag(K, "True")], [{ op: "create", ...tag(K, "True") }]],
  [
    "another spelling, towards the tag: the right one first",
    [tag(low, "True")],
    [tag(K, "True")],
    [
      { op: "create", ...tag(K, "True") },
      { op: "delete", ...tag(low, "True") },
    ],
  ],
  [
    "two spellings, towards none",
    [tag(K, ""), tag(low, "x")],
    [],
    [
      { op: "delete", ...tag(K, "") },
      { op: "delete", ...tag(low, "x") },
    ],
  ],
  ["what is there already", [tag(K, "True")], [tag(K, "True")], []],
])("leads from %s", (_, now, goal, steps) => {
  expect(stepsTo(goal, now)).toEqual(steps);
  expect(reachesGoal(goal, reading(...now))).toBe(steps.length === 0);
});

test.each([
  ["as before", [tag(K, "no")], true],
  ["as wanted", [tag(K, "True")], true],
  ["half-way: the right tag there, the old spelling not gone yet", [tag(K, "True"), tag(low, "True")], true],
  ["another value", [tag(K, "other")], false],
  ["gone", [], false],
  ["a spelling that nobody planned", [tag(K, "True"), tag("CADORESPONSESSMENABLED", "True")], false],
])("a node that is %s counts as untouched by others: %s", (_, now, ours) => {
  const before = now.some(({ key }) => key === low) ? [tag(K, "no"), tag(low, "True")] : [tag(K, "no")];
  expect(isOurs(reading(...now), before, [tag(K, "True")])).toBe(ours);
});

test("a spelling that went before the right tag had come was taken away by somebody else: their taking away holds", () => {
  expect(isOurs(reading(), [tag(low, "True")], [tag(K, "True")])).toBe(false);
  expect(isOurs(reading(tag(K, "True")), [tag(low, "True")], [tag(K, "True")])).toBe(true);
});
