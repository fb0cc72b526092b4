import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountNumbered, regionNamed, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import type { InstanceId } from "#lib/domain/ids.ts";
import type { CellClients } from "./cell-clients.ts";
import { listInstances } from "./instance-pages.ts";
import { listRegions } from "./list-regions.ts";
import { READING } from "./reading.ts";
import { createTag } from "./tag-writes.ts";

let world: StandInSweep;
let cell: CellClients;
const { signal } = new AbortController();

beforeEach(async () => {
  world = await startStandInSweep({ instances: 60, seed: 1 });
  cell = world.aws.cell(accountNumbered("111111111111"), regionNamed("us-east-1"));
});
afterEach(() => world.close());

describe("pacedAttempts", () => {
  it("gets over throttling, slowing down only the family that was throttled", async () => {
    await world.setFaults([{ kind: "throttle", where: { operation: "DescribeRegions" }, times: 2 }]);
    expect((await listRegions(cell, signal)).length).toBeGreaterThan(0);
    expect(cell.pacing.of("ec2-read").throttles).toBe(2);
    expect(cell.pacing.of("ec2-read").perSecond).toBeLessThan(cell.pacing.of("ssm-read").perSecond);
    expect(cell.pacing.throttles).toBe(2);
  });

  it("counts tag writes to their own family", async () => {
    const ids: InstanceId[] = [];
    const onPage = async (page: readonly { id: InstanceId }[]) => void ids.push(...page.map(({ id }) => id));
    await listInstances(cell, { reading: READING, signal, expected: 0, onPage, onNote: () => undefined });
    await world.setFaults([{ kind: "throttle", where: { operation: "CreateTags" }, times: 1 }]);
    expect(await createTag(cell, { key: "CadoResponseSSMEnabled", value: "True" }, ids.slice(0, 1), signal)).toMatchObject({
      ok: true,
    });
    expect(cell.pacing.of("ec2-create-tags").throttles).toBe(1);
    expect(cell.pacing.of("ec2-read").throttles).toBe(0);
  });

  it("shares pacers between everybody who asks for the same cell, and not between cells", () => {
    const again = world.aws.cell(cell.account, cell.region);
    const other = world.aws.cell(cell.account, regionNamed("eu-west-1"));
    expect(again.pacing).toBe(cell.pacing);
    expect(other.pacing).not.toBe(cell.pacing);
  });
});
