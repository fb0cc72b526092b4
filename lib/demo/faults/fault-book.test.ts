import { expect, test } from "vitest";
import { FaultBook, type RequestPlace } from "./fault-book.ts";
import { parseFaults } from "./parse-faults.ts";

const PLACE: RequestPlace = { service: "ec2", operation: "CreateTags", account: "111111111111", region: "us-east-1", role: null };

function book(value: unknown, seed = 1): FaultBook {
  const parsed = parseFaults(value);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return new FaultBook(seed, parsed.faults);
}

test.each([
  [{}, true],
  [{ service: "ec2", operation: "CreateTags", account: "111111111111", region: "us-east-1" }, true],
  [{ service: "ssm" }, false],
  [{ operation: "DeleteTags" }, false],
  [{ account: "222222222222" }, false],
  [{ region: "eu-west-1" }, false],
  [{ role: "CadoReachRole" }, false],
])("where %j, meets the request: %s", (where, expected) => {
  expect(book({ kind: "throttle", where }).meet(PLACE).length > 0).toBe(expected);
});

test("is over after as many times as it was asked for", () => {
  const faults = book({ kind: "throttle", times: 2 });
  expect([1, 2, 3].map(() => faults.meet(PLACE).length)).toEqual([1, 1, 0]);
  expect(faults.list()).toEqual([]);
});

test("meets about the asked percentage, and the same requests for the same seed", () => {
  const run = (seed: number) => {
    const faults = book({ kind: "throttle", percent: 30 }, seed);
    return Array.from({ length: 1000 }, () => faults.meet(PLACE).length);
  };
  const met = run(7).filter((count) => count > 0).length;
  expect(met).toBeGreaterThan(250);
  expect(met).toBeLessThan(350);
  expect(run(7)).toEqual(run(7));
  expect(run(8)).not.toEqual(run(7));
});

test("never meets at 0 percent and always at 100", () => {
  const [never, always] = [book({ kind: "hang", percent: 0 }), book({ kind: "hang", percent: 100 })];
  const runs = Array.from({ length: 200 }, () => [never.meet(PLACE).length, always.meet(PLACE).length]);
  expect(new Set(runs.map(String))).toEqual(new Set(["0,1"]));
});

test.each([
  ["an unknown kind", { kind: "explode" }],
  ["an unknown place", { kind: "hang", where: { city: "x" } }],
  ["a latency without a length", { kind: "latency" }],
  ["a percentage over 100", { kind: "hang", percent: 101 }],
  ["no fault at all", "hang"],
])("refuses %s and says where", (_, value) => {
  const parsed = parseFaults([{ kind: "hang" }, value]);
  expect(parsed).toMatchObject({ ok: false, problems: [expect.stringContaining("faults[1")] });
});
