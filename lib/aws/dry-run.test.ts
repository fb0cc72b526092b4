import { afterAll, beforeAll, expect, it } from "vitest";
import { accountNumbered, regionNamed, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { EstateCell } from "#lib/demo/estate/cell.ts";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { dryRunCreateTag, dryRunDeleteTag } from "./tag-writes.ts";

const { signal } = new AbortController();
let world: StandInSweep;

beforeAll(async () => {
  world = await startStandInSweep({ instances: 300 });
});
afterAll(() => world.close());

function idsOf(cell: EstateCell | undefined): InstanceId[] {
  return Array.from({ length: cell?.ec2Count ?? 0 }, (_, index) => parseInstanceId(cell?.id(index) ?? "")).flatMap(
    (id) => id ?? [],
  );
}

it("tells what may be written with the dashboard's own policies, and writes nothing", async () => {
  const cell = world.aws.cell(accountNumbered("111111111111"), regionNamed("us-east-1"));
  const truth = world.standIn.estate.cell(cell.account, cell.region);
  const ids = idsOf(truth);
  const before = ids.map((id) => [...(truth?.tags(truth.indexOf(id)) ?? [])]);
  expect(await dryRunCreateTag(cell, DOCUMENTED_TAG, ids, signal)).toEqual({ allowed: true });
  expect(await dryRunDeleteTag(cell, DOCUMENTED_TAG, ids, signal)).toEqual({ allowed: true });
  expect(await dryRunCreateTag(cell, { key: "Name", value: "x" }, ids, signal)).toMatchObject({
    allowed: false,
    problem: { code: "UnauthorizedOperation", action: "ec2:CreateTags", account: cell.account, region: cell.region },
  });
  expect(ids.map((id) => [...(truth?.tags(truth.indexOf(id)) ?? [])])).toEqual(before);
});

it("says no where an organization's policy denies the cell", async () => {
  const { account, region } = world.standIn.estate.deniedCell;
  const cell = world.aws.cell(accountNumbered(account), regionNamed(region));
  const ids = idsOf(world.standIn.estate.cell(account, region));
  for (const ask of [dryRunCreateTag, dryRunDeleteTag]) {
    expect(await ask(cell, DOCUMENTED_TAG, ids.slice(0, 1), signal)).toMatchObject({ allowed: false });
  }
});

it("asks about permission only: ids that do not exist are no reason to say no", async () => {
  const cell = world.aws.cell(accountNumbered("111111111111"), regionNamed("us-east-1"));
  const ghost = parseInstanceId("i-0123456789abcdef0");
  if (!ghost) throw new Error("not an id");
  expect(await dryRunCreateTag(cell, DOCUMENTED_TAG, [ghost], signal)).toEqual({ allowed: true });
});
