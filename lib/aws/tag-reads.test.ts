import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accountNumbered, regionNamed, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { EstateCell } from "#lib/demo/estate/cell.ts";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import type { CellClients } from "./cell-clients.ts";
import { IDS_PER_SPELLINGS_READ, readTagSpellings } from "./tag-reads.ts";

const { signal } = new AbortController();
const KEY = "CadoResponseSSMEnabled";
let world: StandInSweep;
let truth: EstateCell;
let cell: CellClients;
let calls: string[] = [];

beforeAll(async () => {
  world = await startStandInSweep({ instances: 3000, seed: 3 });
  cell = world.aws.cell(accountNumbered("111111111111"), regionNamed("us-east-1"));
  const found = world.standIn.estate.cell(cell.account, cell.region);
  if (!found) throw new Error("The estate has no such cell.");
  truth = found;
  for (const { middlewareStack } of [cell.ec2, cell.ssm]) {
    middlewareStack.addRelativeTo(
      <Args, Result>(next: (args: Args) => Promise<Result>, context: { commandName?: string }) =>
        (args: Args) => {
          calls.push(context.commandName ?? "");
          return next(args);
        },
      { name: "countCalls", relation: "before", toMiddleware: "retryMiddleware" },
    );
  }
});
beforeEach(() => {
  calls = [];
});
afterAll(() => world.close());

function idAt(index: number, of: EstateCell = truth): InstanceId {
  const id = parseInstanceId(of.id(index));
  if (id === undefined) throw new Error("not an id");
  return id;
}

function first(count: number): InstanceId[] {
  return Array.from({ length: count }, (_, index) => idAt(index));
}

function spellingsOf(key: string, id: string, of: EstateCell = truth) {
  return [...of.tags(of.indexOf(id))]
    .filter(([other]) => other.toLowerCase() === key.toLowerCase())
    .map(([other, value]) => ({ key: other, value }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

describe("readTagSpellings", () => {
  it("finds every spelling of the key and nothing else, for every id asked for", async () => {
    const ids = first(500);
    const found = await readTagSpellings(cell, KEY, ids, signal);
    expect([...found.keys()]).toEqual(ids);
    expect([...found]).toEqual(ids.map((id) => [id, spellingsOf(KEY, id)]));
    const all = [...found.values()];
    expect(all.some((spellings) => spellings.length === 0)).toBe(true);
    expect(all.some((spellings) => spellings.some(({ key }) => key !== KEY))).toBe(true);
  });

  it.each([
    [1, 1],
    [IDS_PER_SPELLINGS_READ, 1],
    [IDS_PER_SPELLINGS_READ + 1, 2],
  ])("reads %i nodes in %i calls, however many other tags they have", async (count, expected) => {
    await readTagSpellings(cell, KEY, first(count), signal);
    expect(calls).toEqual(Array(expected).fill("DescribeTagsCommand"));
  });

  it("tells an id that is asked for twice once", async () => {
    const ids = first(IDS_PER_SPELLINGS_READ + 5);
    const found = await readTagSpellings(cell, KEY, [...ids, ...ids], signal);
    expect([...found]).toEqual(ids.map((id) => [id, spellingsOf(KEY, id)]));
  });

  it("asks nothing for no node", async () => {
    expect(await readTagSpellings(cell, KEY, [], signal)).toEqual(new Map());
    expect(calls).toEqual([]);
  });

  it.each(["a*b", "a?b", "a\\b", "a*?\\", "ключ", "été", "x".repeat(127), "*".repeat(127), "__proto__"])(
    "takes %j for those characters and no pattern",
    async (key) => {
      const [one, other, third] = first(3);
      if (!one || !other || !third) throw new Error("too few");
      truth.setTag(truth.indexOf(one), key, "1");
      truth.setTag(truth.indexOf(other), key.toUpperCase(), "");
      truth.setTag(truth.indexOf(third), `${key.slice(0, -1)}~`, "not it");
      const found = await readTagSpellings(cell, key, [one, other, third], signal);
      expect(found.get(one)).toEqual([{ key, value: "1" }]);
      expect(found.get(other)).toEqual([{ key: key.toUpperCase(), value: "" }]);
      expect(found.get(third)).toEqual([]);
    },
  );

  it("gives several spellings of one node in key order", async () => {
    const [id] = first(1);
    if (!id) throw new Error("too few");
    for (const key of ["kEY", "Key", "KEY", "key"]) truth.setTag(truth.indexOf(id), key, key);
    const found = await readTagSpellings(cell, "Key", [id], signal);
    expect(found.get(id)?.map(({ key }) => key)).toEqual(["KEY", "Key", "kEY", "key"]);
  });

  it("has an empty list for an instance that does not exist", async () => {
    const ghost = parseInstanceId("i-0123456789abcdef0");
    if (!ghost) throw new Error("not an id");
    expect(await readTagSpellings(cell, KEY, [ghost], signal)).toEqual(new Map([[ghost, []]]));
  });

  it("reads hybrid nodes beside instances", async () => {
    const hybridCell = world.standIn.estate.cell("111111111111", "eu-west-1");
    if (!hybridCell) throw new Error("The estate has no such cell.");
    const clients = world.aws.cell(accountNumbered("111111111111"), regionNamed("eu-west-1"));
    const ids = [hybridCell.ec2Count, 0, hybridCell.ec2Count + 1].map((index) => idAt(index, hybridCell));
    const found = await readTagSpellings(clients, KEY, ids, signal);
    expect([...found]).toEqual(ids.map((id) => [id, spellingsOf(KEY, id, hybridCell)]));
  });

  it("fails whole where one call fails", async () => {
    await world.setFaults([{ kind: "deny", where: { operation: "DescribeTags" }, times: 1 }]);
    await expect(readTagSpellings(cell, KEY, first(300), signal)).rejects.toMatchObject({ name: "AwsError", fault: "denied" });
    await world.setFaults([]);
  });
});
