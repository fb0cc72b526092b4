import { beforeEach, describe, expect, test } from "vitest";
import type { EstateCell } from "./cell.ts";
import { createEstate, type Estate } from "./estate.ts";

const NOW = Date.UTC(2026, 10, 20);
let estate: Estate;
let cell: EstateCell;

beforeEach(() => {
  estate = createEstate({ instances: 3000, seed: 1, nowMs: NOW });
  const corp = estate.cell("222222222222", "us-east-1");
  if (corp === undefined) throw new Error("The estate has no corp cell.");
  cell = corp;
});

function firstWhere(condition: (index: number) => boolean): number {
  for (let index = 0; index < cell.size; index++) if (condition(index)) return index;
  throw new Error("The cell has no such node.");
}

const isOnline = (index: number) => index < cell.ec2Count && cell.ssm(index)?.pingStatus === "Online";

describe("finding nodes", () => {
  test("every node of every cell is found by its id, in its own cell only", () => {
    for (const each of estate.cells) {
      for (let index = 0; index < each.size; index++) {
        const id = each.id(index);
        expect(each.indexOf(id)).toBe(index);
        if (each !== cell) expect(cell.indexOf(id)).toBe(-1);
      }
    }
  });

  test.each([
    "",
    "i-",
    "i-0",
    "i-00000000",
    "i-00000000000000000",
    "mi-00000000000000000",
    "i-0ABCDEF0123456789",
    "x",
    "i-0zzzzzzzzzzzzzzzz",
  ])("the id %j is of no node", (id) => {
    expect(cell.indexOf(id)).toBe(-1);
  });

  test("an index outside the cell is an error, not an empty node", () => {
    for (const index of [-1, cell.size, Number.NaN]) {
      expect(cell.exists(index)).toBe(false);
      expect(() => cell.id(index)).toThrow(RangeError);
      expect(() => cell.tags(index)).toThrow(RangeError);
      expect(() => cell.ssm(index)).toThrow(RangeError);
      expect(() => cell.setTag(index, "k", "v")).toThrow(RangeError);
    }
    expect(() => cell.instance(cell.ec2Count)).toThrow(RangeError);
  });
});

describe("tags", () => {
  test("a tag that is set or deleted changes that node and no other", () => {
    const before = Array.from({ length: cell.size }, (_, index) => JSON.stringify([...cell.tags(index)]));
    const changed = firstWhere((index) => cell.tags(index).get("env") === "prod");
    cell.setTag(changed, "CadoResponseSSMEnabled", "True");
    cell.setTag(changed, "empty", "");
    cell.deleteTag(changed, "env");
    cell.deleteTag(changed, "was never there");

    expect(cell.tags(changed).get("CadoResponseSSMEnabled")).toBe("True");
    expect(cell.tags(changed).get("empty")).toBe("");
    expect(cell.tags(changed).has("env")).toBe(false);
    for (let index = 0; index < cell.size; index++) {
      if (index !== changed) expect(JSON.stringify([...cell.tags(index)])).toBe(before[index]);
    }
  });

  test("keys that differ in case are two tags", () => {
    cell.setTag(0, "CadoResponseSSMEnabled", "True");
    cell.setTag(0, "cadoresponsessmenabled", "False");
    cell.deleteTag(0, "cadoresponsessmenabled");
    expect(cell.tags(0).get("CadoResponseSSMEnabled")).toBe("True");
  });

  test("a hybrid node's tags can be changed", () => {
    cell.setTag(cell.ec2Count, "CadoResponseSSMEnabled", "yes");
    expect(cell.tags(cell.ec2Count).get("CadoResponseSSMEnabled")).toBe("yes");
  });
});

describe("states", () => {
  test("a stopped instance is no longer listed by SSM, and is again when it was started", () => {
    const index = firstWhere(isOnline);
    cell.stop(index);
    expect(cell.instance(index)).toMatchObject({ state: "stopped", stateCode: 80 });
    expect(cell.ssm(index)).toBeNull();
    cell.start(index);
    expect(cell.instance(index)).toMatchObject({ state: "running", stateCode: 16, launchTimeMs: NOW });
    expect(cell.ssm(index)?.pingStatus).toBe("Online");
  });

  test("a terminated instance stays listed with its tags, has no network, and does not come back", () => {
    const index = firstWhere(isOnline);
    const tags = new Map(cell.tags(index));
    cell.terminate(index);
    expect(cell.exists(index)).toBe(true);
    expect(cell.instance(index)).toMatchObject({ state: "terminated", stateCode: 48, privateIp: "", instanceProfile: null });
    expect(cell.tags(index)).toEqual(tags);
    expect(() => cell.start(index)).toThrow();
  });

  test("a removed node is found no more, and its neighbours keep their indexes", () => {
    const index = firstWhere(isOnline);
    const id = cell.id(index);
    const next = cell.id(index + 1);
    const size = cell.size;
    cell.remove(index);
    expect(cell.exists(index)).toBe(false);
    expect(cell.indexOf(id)).toBe(-1);
    expect(cell.id(index + 1)).toBe(next);
    expect(cell.size).toBe(size);
    expect(() => cell.tags(index)).toThrow(RangeError);
  });

  test("an added instance is running, managed, tagged as asked, and has an id of its own", () => {
    const hybridId = cell.id(cell.ec2Count);
    cell.setTag(cell.ec2Count, "kept", "yes");
    const known = new Set(Array.from({ length: cell.size }, (_, index) => cell.id(index)));
    const index = cell.addInstance(new Map([["Name", "late-arrival"]]));

    expect(known.has(cell.id(index))).toBe(false);
    expect(cell.indexOf(cell.id(index))).toBe(index);
    expect(cell.instance(index).state).toBe("running");
    expect(cell.ssm(index)?.pingStatus).toBe("Online");
    expect([...cell.tags(index)]).toEqual([["Name", "late-arrival"]]);
    expect(cell.tags(cell.indexOf(hybridId)).get("kept")).toBe("yes");
  });

  test("many instances can be added, to an empty cell too", () => {
    const empty = estate.cells.find((candidate) => candidate.size === 0);
    if (empty === undefined) throw new Error("The estate has no empty cell.");
    const ids = Array.from({ length: 100 }, (_, number) => empty.id(empty.addInstance(new Map([["n", String(number)]]))));
    expect(new Set(ids).size).toBe(100);
    expect(ids.map((id) => empty.tags(empty.indexOf(id)).get("n"))).toEqual(Array.from({ length: 100 }, (_, n) => String(n)));
  });
});
