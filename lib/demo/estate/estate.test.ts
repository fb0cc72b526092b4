import { describe, expect, it, test } from "vitest";
import { parseInstanceId } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { createEstate, type Estate } from "./estate.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 2, 31);

type Told = ReturnType<typeof tellNode>;

function tellNode(cell: Estate["cells"][number], index: number) {
  const tags = Object.fromEntries(cell.tags(index));
  return {
    id: cell.id(index),
    instance: index < cell.ec2Count ? cell.instance(index) : null,
    ssm: cell.ssm(index),
    tags,
    tagState: readTagState(tags, DOCUMENTED_TAG).state,
  };
}

/** Everything that an estate tells, node by node. */
function tell(instances: number, seed: number): Told[] {
  return createEstate({ instances, seed, nowMs: NOW }).cells.flatMap((cell) =>
    Array.from({ length: cell.size }, (_, index) => tellNode(cell, index)),
  );
}

function ec2Only(nodes: readonly Told[]): Told[] {
  return nodes.filter((node) => node.instance !== null);
}

describe("createEstate", () => {
  test("the same options give the same estate", () => {
    expect(JSON.stringify(tell(400, 7))).toBe(JSON.stringify(tell(400, 7)));
    expect(JSON.stringify(tell(6, 7))).toBe(JSON.stringify(tell(6, 7)));
  });

  test("another seed gives other ids and other tags", () => {
    const ids = new Set(tell(400, 1).map((node) => node.id));
    expect(tell(400, 2).filter((node) => ids.has(node.id))).toEqual([]);
  });

  it.each([6, 7, 19, 51, 200, 3000, 10_007])("has exactly %i EC2 instances, and one hybrid node for a hundred", (instances) => {
    const { cells } = createEstate({ instances, seed: 1, nowMs: NOW });
    expect(cells.reduce((sum, cell) => sum + cell.ec2Count, 0)).toBe(instances);
    expect(cells.reduce((sum, cell) => sum + cell.size - cell.ec2Count, 0)).toBe(Math.max(1, Math.round(instances / 100)));
  });

  it.each([6, 3000])("puts all of %i instances into one cell where it is asked to, and nothing else anywhere", (instances) => {
    const { cells } = createEstate({ instances, seed: 1, nowMs: NOW, shape: "one-cell" });
    expect(cells).toHaveLength(51);
    expect(
      cells.filter(({ size }) => size > 0).map(({ account, region, ec2Count, size }) => [account, region, ec2Count, size]),
    ).toEqual([["111111111111", "us-east-1", instances, instances]]);
  });

  it("spreads instances evenly over 50 accounts where it is asked to, every id in one cell and found by its beginning", () => {
    const { accounts, cells } = createEstate({ instances: 4000, seed: 1, nowMs: NOW, shape: "even" });
    expect([accounts.length, cells.length]).toEqual([50, 850]);
    expect(new Set(cells.map(({ ec2Count }) => ec2Count))).toEqual(new Set([4, 5]));
    const all = cells.flatMap((cell) => Array.from({ length: cell.size }, (_, index) => ({ cell, index, id: cell.id(index) })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(4004);
    for (const { cell, index, id } of all) {
      expect(cell.indexOf(id)).toBe(index);
      expect(cell.withPrefix(id.slice(0, 9))).toContain(index);
    }
  });

  it("puts 23 % into one cell of 850 where it is asked to", () => {
    const { cells } = createEstate({ instances: 10_000, seed: 1, nowMs: NOW, shape: "heavy" });
    const sizes = cells.map(({ ec2Count }) => ec2Count).toSorted((one, other) => other - one);
    expect(sizes[0]).toBe(2300);
    expect(sizes[1]).toBeLessThan(11);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10_000);
  });

  it.each([5, 0, -1, 6.5, 1_000_001, Number.NaN])("refuses an estate of %d instances", (instances) => {
    expect(() => createEstate({ instances, seed: 1, nowMs: NOW })).toThrow(RangeError);
  });

  test("has 51 cells: three accounts in 17 enabled regions, and regions that are not enabled have none", () => {
    const estate = createEstate({ instances: 3000, seed: 1, nowMs: NOW });
    expect(estate.accounts.map(({ id, label }) => `${id} ${label}`)).toEqual([
      "111111111111 prod",
      "222222222222 corp",
      "333333333333 labs",
    ]);
    expect(estate.cells).toHaveLength(51);
    expect(estate.regions.filter((region) => region.optIn !== "not-opted-in")).toHaveLength(17);
    expect(estate.regions.filter((region) => region.optIn === "not-opted-in").length).toBeGreaterThan(0);
    expect(estate.cell("111111111111", "af-south-1")).toBeUndefined();
    expect(estate.cell("444444444444", "us-east-1")).toBeUndefined();
  });

  test("has heavy cells, light cells, empty cells, and nodes in the denied one", () => {
    const { cells, cell, deniedCell } = createEstate({ instances: 3000, seed: 1, nowMs: NOW });
    const sizes = cells.map(({ ec2Count }) => ec2Count).toSorted((one, other) => other - one);
    expect(sizes[0]).toBeGreaterThan(600);
    expect(sizes.filter((size) => size > 0 && size < 30).length).toBeGreaterThan(15);
    expect(sizes.filter((size) => size === 0).length).toBeGreaterThan(4);
    expect(cell(deniedCell.account, deniedCell.region)?.ec2Count).toBeGreaterThan(10);
  });

  test("gives every node an id of its own, of a shape that AWS has", () => {
    const ids = tell(8000, 3).map((node) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => parseInstanceId(id) === undefined)).toEqual([]);
    expect(ids.some((id) => id.length === 10)).toBe(true);
    expect(ids.some((id) => id.startsWith("mi-"))).toBe(true);
  });

  it.each([1, 2, 3, 4, 5])("six instances are one of each main case (seed %i)", (seed) => {
    const cases = ec2Only(tell(6, seed)).map(
      ({ instance, ssm, tagState }) =>
        `${instance?.platform ?? "unix"} ${instance?.state} ${ssm?.pingStatus ?? "not listed"} ${tagState}`,
    );
    expect(cases.toSorted()).toEqual([
      "unix running ConnectionLost exact",
      "unix running Online absent",
      "unix running Online exact",
      "unix running Online wrong-value",
      "unix stopped not listed exact",
      "windows running Online exact",
    ]);
  });

  it.each([1, 2, 3, 4, 5])("has every state from 200 instances up (seed %i)", (seed) => {
    const all = tell(200, seed);
    const nodes = ec2Only(all);
    const distinct = (values: readonly unknown[]) => [...new Set(values)].toSorted();

    expect(distinct(nodes.map((node) => node.instance?.state))).toEqual(
      ["pending", "running", "shutting-down", "stopped", "stopping", "terminated"].toSorted(),
    );
    expect(distinct(nodes.map((node) => node.tagState))).toEqual(
      ["absent", "conflicting-variants", "exact", "key-case-variant", "wrong-value"].toSorted(),
    );
    expect(distinct(nodes.map((node) => node.ssm?.pingStatus ?? "not listed"))).toEqual(
      ["ConnectionLost", "Inactive", "Online", "not listed"].toSorted(),
    );
    expect(distinct(nodes.flatMap((node) => node.ssm?.platformType ?? []))).toEqual(["Linux", "MacOS", "Windows"]);
    expect(distinct(nodes.flatMap((node) => node.tags[DOCUMENTED_TAG.key] ?? []))).toEqual(
      expect.arrayContaining(["", " True", "False", "TRUE", "True", "true"]),
    );
    expect(nodes.map((node) => node.ssm?.agentVersion)).toEqual(expect.arrayContaining(["3.0.161.0", "2.3.372.0"]));
    expect(nodes.map((node) => node.instance?.operator)).toEqual(
      expect.arrayContaining([
        { principal: "eks.amazonaws.com", hiddenByDefault: true },
        { principal: "eks.amazonaws.com", hiddenByDefault: false },
        { principal: "ecs.amazonaws.com", hiddenByDefault: true },
        null,
      ]),
    );
    expect(nodes.some((node) => node.instance?.instanceProfile === null && node.ssm?.iamRole !== null && node.ssm)).toBeTruthy();
    expect(nodes.some((node) => node.instance?.instanceProfile !== null && node.instance?.state === "running" && !node.ssm)).toBe(
      true,
    );
    expect(nodes.some((node) => Object.keys(node.tags).length === 0)).toBe(true);
    expect(nodes.some((node) => node.tags.Name === undefined && Object.keys(node.tags).length > 0)).toBe(true);
    expect(nodes.some((node) => (node.tags.Name ?? "").length >= 60)).toBe(true);
    expect(all.some((node) => node.ssm?.resourceType === "ManagedInstance")).toBe(true);
  });

  test("SSM lists no node that is not running, and names only nodes of the cell", () => {
    for (const { id, instance, ssm } of tell(2000, 1)) {
      if (ssm === null) continue;
      expect(ssm.id).toBe(id);
      if (instance !== null) expect(instance.state).toBe("running");
    }
  });

  test("pings and launches lie in the past, in an order that is possible", () => {
    for (const { id, instance, ssm } of tell(2000, 1)) {
      if (instance !== null) expect(instance.launchTimeMs, id).toBeLessThan(NOW);
      if (ssm !== null) expect(ssm.lastPingMs, id).toBeLessThanOrEqual(NOW);
      if (instance !== null && ssm !== null) expect(ssm.lastPingMs, id).toBeGreaterThan(instance.launchTimeMs);
      if (ssm?.pingStatus === "ConnectionLost") expect(NOW - ssm.lastPingMs, id).toBeGreaterThanOrEqual(6 * 60_000);
    }
  });

  test("an online node's heartbeat is never more than five minutes old, whenever one asks", () => {
    const { cells } = createEstate({ instances: 200, seed: 1, nowMs: NOW });
    for (const atMs of [NOW, NOW + 61_000, NOW + 7 * 86_400_000]) {
      for (const cell of cells) {
        for (let index = 0; index < cell.size; index++) {
          const ssm = cell.ssm(index, atMs);
          if (ssm?.pingStatus !== "Online") continue;
          expect(ssm.lastPingMs).toBeLessThanOrEqual(atMs);
          expect(atMs - ssm.lastPingMs).toBeLessThanOrEqual(301_000);
        }
      }
    }
  });

  test("no two instances of a cell have the same private address", () => {
    for (const cell of createEstate({ instances: 5000, seed: 1, nowMs: NOW }).cells) {
      const ips = Array.from({ length: cell.ec2Count }, (_, index) => cell.instance(index).privateIp).filter((ip) => ip !== "");
      expect(new Set(ips).size).toBe(ips.length);
      expect(ips.filter((ip) => ip.split(".").some((part) => Number(part) > 255))).toEqual([]);
    }
  });

  test("tags about three fifths as documented, and leaves one in four without the tag", () => {
    const nodes = ec2Only(tell(6000, 1));
    const share = (state: string) => nodes.filter((node) => node.tagState === state).length / nodes.length;
    expect(share("exact")).toBeGreaterThan(0.5);
    expect(share("exact")).toBeLessThan(0.7);
    expect(share("absent")).toBeGreaterThan(0.2);
    expect(share("wrong-value")).toBeGreaterThan(0.02);
  });
});
