import { expect, it } from "vitest";
import type { Statement } from "./policy-document.ts";
import { findSidFaults, type SidFault } from "./sid-faults.ts";

const statement = (sid?: string): Statement => ({
  ...(sid === undefined ? {} : { Sid: sid }),
  Effect: "Allow",
  Action: "*",
  Resource: "*",
});

it.each<[string, readonly (string | undefined)[], readonly SidFault[]]>([
  ["letters and digits", ["A1", "b2"], []],
  ["none, or an empty one, twice", [undefined, undefined, "", ""], []],
  ["letter case that differs", ["Sid", "sid"], []],
  [
    "a space, a dash, a letter that only looks Latin",
    ["a b", "a-b", "\u0410b"],
    [0, 1, 2].map((at) => ({ statement: at, fault: "characters" })),
  ],
  ["a newline at the end", ["a\n"], [{ statement: 0, fault: "characters" }]],
  ["one that is there three times", ["a", "b", "a", "a"], [2, 3].map((at) => ({ statement: at, fault: "duplicate", first: 0 }))],
  [
    "both",
    ["-", "-"],
    [
      { statement: 0, fault: "characters" },
      { statement: 1, fault: "characters" },
      { statement: 1, fault: "duplicate", first: 0 },
    ],
  ],
])("finds what IAM refuses: %s", (_, sids, faults) => {
  expect(findSidFaults({ Statement: sids.map(statement) })).toEqual(faults);
});
