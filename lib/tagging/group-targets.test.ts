import { describe, expect, test } from "vitest";
import { groupTargets } from "./group-targets.ts";

const A = "111111111111";
const B = "222222222222";
const disabled = { code: "region-disabled", title: "not enabled" };
const known = new Map([
  [
    A,
    new Map([
      ["eu-west-1", null],
      ["us-east-1", null],
      ["me-south-1", disabled],
    ]),
  ],
  [B, new Map([["eu-west-1", null]])],
]);
const id = (n: number) => `i-${n.toString(16).padStart(17, "0")}`;

describe("groupTargets", () => {
  test("keeps request order, collapses identical nodes onto the first, and groups by cell", () => {
    const grouped = groupTargets(
      [
        { account: A, region: "eu-west-1", id: id(1) },
        { account: B, region: "eu-west-1", id: id(1) },
        { account: A, region: "eu-west-1", id: id(1) },
        { account: A, region: "us-east-1", id: "mi-00000000000000001" },
        { account: A, region: "eu-west-1", id: id(2) },
      ],
      known,
    );
    expect(grouped.targets.map((target) => target.id)).toEqual([id(1), id(1), "mi-00000000000000001", id(2)]);
    expect(grouped.refused).toEqual([]);
    expect(grouped.cells).toEqual([
      {
        account: A,
        region: "eu-west-1",
        targets: [
          { at: 0, id: id(1) },
          { at: 3, id: id(2) },
        ],
      },
      { account: B, region: "eu-west-1", targets: [{ at: 1, id: id(1) }] },
      { account: A, region: "us-east-1", targets: [{ at: 2, id: "mi-00000000000000001" }] },
    ]);
  });

  test.each<[code: string, target: { account: string; region: string; id: string }]>([
    ["invalid-account", { account: "1111", region: "eu-west-1", id: id(1) }],
    ["invalid-region", { account: A, region: "../x", id: id(1) }],
    ["invalid-id", { account: A, region: "eu-west-1", id: "i-XYZ" }],
    ["invalid-id", { account: A, region: "eu-west-1", id: "" }],
    ["unknown-account", { account: "999999999999", region: "eu-west-1", id: id(1) }],
    ["region-disabled", { account: A, region: "me-south-1", id: id(1) }],
    ["unknown-region", { account: B, region: "us-east-1", id: id(1) }],
  ])("a node with %s is refused by itself and no call is planned for it", (code, target) => {
    const good = { account: A, region: "eu-west-1", id: id(7) };
    const grouped = groupTargets([target, good], known);
    expect(grouped.refused.map(({ at, problem }) => [at, problem.code])).toEqual([[0, code]]);
    expect(grouped.cells).toEqual([{ account: A, region: "eu-west-1", targets: [{ at: 1, id: good.id }] }]);
  });

  test("a prototype's member is not an account", () => {
    expect(groupTargets([{ account: "constructor", region: "eu-west-1", id: id(1) }], known).cells).toEqual([]);
  });

  test("no nodes, nothing", () => {
    expect(groupTargets([], known)).toEqual({ targets: [], refused: [], cells: [] });
  });
});
