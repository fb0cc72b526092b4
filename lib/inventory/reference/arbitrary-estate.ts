import fc from "fast-check";
import type { Cell } from "#lib/domain/cell.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import { NODE_STATES, PLATFORMS, SSM_STATES } from "../columns/vocabulary.ts";
import { FIELD_NAMES, type Filter, type Query } from "../query.ts";
import { COLUMN_NAMES } from "../sweep/encode-columns.ts";
import { type Facts, NaiveInventory, type Step } from "./naive-inventory.ts";

const PLACES = [
  ["111111111111", "eu-west-1"],
  ["111111111111", "us-east-1"],
  ["222222222222", "eu-west-1"],
  ["222222222222", "cn-north-1"],
] as const;

const NAMES = ["web-2", "web-10", "Web-2", "web-02", "db prod", "", "été", "名前 10", "名前 9", "a=b", "i-00", "10.0"];
const KEYS = [
  "Name",
  "env",
  "Env",
  "CadoResponseSSMEnabled",
  "cadoresponsessmenabled",
  "__proto__",
  "aws:autoscaling:groupName",
  "ManagedBy",
  "kubernetes.io/cluster/a",
  "karpenter.sh/nodepool",
];
const VALUES = ["True", "true", "", "prod", "Prod-10", "prod-9", "terraform", "x=y", "10"];

export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  cell: fc.nat(3),
  id: fc.oneof(fc.nat(30), fc.nat()).chain((number) => fc.constantFrom(...idsOf(number))),
  rest: fc.record({
    name: fc.constantFrom(...NAMES),
    state: fc.constantFrom(...NODE_STATES),
    platform: fc.constantFrom(...PLATFORMS),
    platformName: fc.constantFrom("", "Amazon Linux 2023", "Windows Server 2022 Datacenter"),
    ssm: fc.constantFrom(...SSM_STATES),
    lastPing: fc.option(fc.integer({ min: 1, max: 4_000_000_000 })),
    agentVersion: fc.constantFrom("", "3.2.9", "3.2.10", "2.3.1"),
    tags: fc.option(fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), { maxKeys: 5, noNullPrototype: true }), {
      freq: 6,
    }),
    instanceType: fc.constantFrom("", "m5.large", "m5.24xlarge", "t3.micro"),
    privateIp: fc.oneof(
      fc.constantFrom("", "10.0.3.7", "10.0.3.70", "192.168.1.1", "fd00::7", "010.0.0.1", "250.1.1.1"),
      fc.ipV4(),
    ),
    instanceProfile: fc.constantFrom("", "arn:aws:iam::111111111111:instance-profile/ssm"),
    launched: fc.option(fc.integer({ min: 1_700_000_000, max: 1_700_200_000 })),
    managedBy: fc.constantFrom("", "eks.amazonaws.com"),
  }),
});

const picks = fc.array(fc.nat(1000), { maxLength: 4 });

export const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      nodes: fc.array(arbitraryFacts, { maxLength: 12 }),
      inOneLine: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("change" as const),
      picks,
      facts: arbitraryFacts,
      columns: fc.subarray([...COLUMN_NAMES]),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), picks }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: "cell" }, { kind: "done" }) },
);

const arbitraryField = fc.oneof(
  fc.constantFrom(...FIELD_NAMES),
  fc.constantFrom(...KEYS, "nosuch").map((key) => `tag:${key}`),
);

const arbitraryFilter: fc.Arbitrary<Filter> = fc.record({
  field: arbitraryField,
  op: fc.constantFrom("is", "is-not", "contains", "not-contains", "exists", "missing"),
  values: fc.array(
    fc.constantFrom(
      ...NAMES,
      ...VALUES,
      "online",
      "reachable",
      "tag-absent",
      "eu-west-1",
      "10.0.3",
      "2023-11-1",
      "exact",
      "unknown",
    ),
    {
      maxLength: 3,
    },
  ),
});

const arbitraryWord = fc.oneof(
  fc.constantFrom(
    ...NAMES,
    ...VALUES,
    "w",
    "we",
    "web",
    "web-",
    "env=",
    "env=p",
    "PROD",
    "online",
    "corp",
    "eu-",
    "i-",
    "-0",
    "mi-",
    "m",
    "0.3.",
    ".",
    "3",
  ),
  fc.stringMatching(/^[0-9a-f]{1,3}$/),
);

export const arbitraryQuery: fc.Arbitrary<Query> = fc.record({
  text: fc.array(arbitraryWord, { maxLength: 2 }).map((words) => words.join(" ")),
  filters: fc.array(arbitraryFilter, { maxLength: 2 }),
  sort: fc.option<Query["sort"]>(
    fc.record({ field: arbitraryField, direction: fc.constantFrom("asc" as const, "desc" as const) }),
  ),
  capability: fc.constantFrom("run-command" as const, "port-forwarding" as const),
  groupBy: fc.option<string>(arbitraryField),
});

/** An inventory with two cells, and two more that it may find later. */
export function emptyInventory(): NaiveInventory {
  const cells = PLACES.map(cellAt);
  return new NaiveInventory(cells.slice(0, 2), cells.slice(2));
}

function cellAt([accountText, regionText]: (typeof PLACES)[number], index: number): Cell {
  const account = parseAccountId(accountText);
  const region = parseRegionName(regionText);
  if (account === undefined || region === undefined) throw new Error("not a cell");
  const partition = regionText === "cn-north-1" ? "aws-cn" : "aws";
  return { index, account, region, partition, state: "reading", nodes: 0, readAt: null, notes: [] };
}

function idsOf(number: number): Facts["id"][] {
  const hex = number.toString(16);
  const mixed = (number * 2_654_435_761).toString(16).padStart(17, "0").slice(-17);
  const texts = [`i-${hex.padStart(8, "0").slice(-8)}`, `i-${mixed}`, `mi-${hex.padStart(17, "0")}`];
  return texts.flatMap((text) => parseInstanceId(text) ?? []);
}
