import { describe, expect, it } from "vitest";
import { accountNumbered, regionNamed } from "#e2e/stand-in-sweep.ts";
import type { Ec2Node } from "#lib/aws/read-instances.ts";
import type { SsmNode } from "#lib/aws/read-managed.ts";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { Snapshot } from "../snapshot.ts";
import { WIRE_VERSION } from "../wire.ts";
import { CellRows } from "./cell-rows.ts";

const CELL = { index: 0, account: accountNumbered("111111111111"), region: regionNamed("eu-west-1"), partition: "aws" } as const;
const [WEB, DB] = [idOf("i-0000000000000000a"), idOf("i-0000000000000000b")];
const HYBRID = idOf("mi-0000000000000000c");

function idOf(text: string): InstanceId {
  const id = parseInstanceId(text);
  if (id === undefined) throw new Error(`${text} is no id.`);
  return id;
}

function ec2(id: InstanceId, facts: Partial<Ec2Node> = {}): Ec2Node {
  const plain = { name: "", state: "running", platform: "linux", platformName: "Linux/UNIX", tags: { team: "a" } } as const;
  return {
    id,
    ...plain,
    instanceType: "t3.micro",
    privateIp: "10.0.0.1",
    instanceProfile: "",
    launched: 1,
    managedBy: "",
    ...facts,
  };
}

const noPause = async (): Promise<void> => undefined;

function ssm(id: InstanceId, facts: Partial<SsmNode> = {}): SsmNode {
  const plain = {
    name: "host",
    platform: "linux",
    platformName: "Ubuntu 22.04",
    ssm: "online",
    lastPing: 5,
    agentVersion: "3.3.1",
  } as const;
  return { id, ...plain, ...facts };
}

/** A cell of a snapshot, with as many readings as a test wants. */
function start() {
  const snapshot = new Snapshot();
  const cell = { ...CELL, state: "reading", nodes: 0, readAt: null, notes: [] } as const;
  snapshot.apply({ t: "open", v: WIRE_VERSION, snapshot: "s", tag: DOCUMENTED_TAG, accounts: [], cells: [cell], sweeping: true });
  const taggedAtMs = new Map<number, number>();
  const read = (): CellRows =>
    new CellRows({
      snapshot,
      cell: CELL,
      emit: (line) => snapshot.apply(line),
      before: Array.from({ length: snapshot.rowCount }, (_, row) => row),
      tagsSince: (row) => taggedAtMs.get(row) ?? 0,
    });
  const node = (id: InstanceId): Node | undefined => {
    const row = snapshot.rowOf(CELL.account, CELL.region, id);
    return row === undefined ? undefined : snapshot.node(row);
  };
  return { snapshot, read, node, taggedAtMs };
}

describe("CellRows", () => {
  it("joins both lists, whichever comes first", () => {
    const [one, other] = [start(), start()];
    const first = one.read();
    first.addInstances([ec2(WEB)], 0);
    first.addManaged([ssm(WEB)]);
    const second = other.read();
    second.addManaged([ssm(WEB)]);
    second.addInstances([ec2(WEB)], 0);
    expect(one.node(WEB)).toEqual(other.node(WEB));
    expect(one.node(WEB)).toMatchObject({ state: "running", ssm: "online", platformName: "Ubuntu 22.04", tags: { team: "a" } });
  });

  it("calls a node unmanaged only when SSM's whole list does not have it", async () => {
    const { read, node } = start();
    const rows = read();
    rows.addInstances([ec2(WEB), ec2(DB)], 0);
    rows.addManaged([ssm(WEB)]);
    expect(node(DB)?.ssm).toBe("unknown");
    await rows.endManaged("whole", noPause);
    expect(node(DB)?.ssm).toBe("not-managed");
  });

  it("leaves SSM's state unknown where its list broke off", async () => {
    const { read, node } = start();
    const rows = read();
    rows.addInstances([ec2(WEB)], 0);
    await rows.endManaged("broken", noPause);
    rows.endInstances("whole");
    expect(node(WEB)?.ssm).toBe("unknown");
  });

  it("waits with a node that SSM alone knows until EC2 had its say", () => {
    const { read, node } = start();
    const rows = read();
    rows.addManaged([ssm(WEB), ssm(HYBRID)]);
    expect(node(WEB)).toBeUndefined();
    expect(node(HYBRID)).toMatchObject({ state: "none", name: "host", tags: null });
    rows.endInstances("broken");
    expect(node(WEB)).toMatchObject({ state: "unknown", ssm: "online", tags: null });
  });

  it.each([
    ["EC2", "broken", "whole"],
    ["SSM", "whole", "broken"],
  ] as const)("takes nothing away where the list of %s broke off", async (_which, ofEc2, ofSsm) => {
    const { read, node } = start();
    const before = read();
    before.addInstances([ec2(WEB)], 0);
    before.addManaged([ssm(HYBRID)]);
    const rows = read();
    rows.endInstances(ofEc2);
    await rows.endManaged(ofSsm, noPause);
    expect(node(WEB)?.state).toBe("running");
    expect(node(HYBRID)?.ssm).toBe("online");
  });

  it("takes away what neither whole list has", async () => {
    const { read, node } = start();
    const before = read();
    before.addInstances([ec2(WEB), ec2(DB)], 0);
    before.addManaged([ssm(HYBRID)]);
    const rows = read();
    await rows.endManaged("whole", noPause);
    rows.addInstances([ec2(DB)], 0);
    rows.endInstances("whole");
    expect([node(WEB), node(HYBRID)]).toEqual([undefined, undefined]);
    expect(node(DB)).toMatchObject({ state: "running", ssm: "not-managed" });
  });

  it("knows no longer what EC2 has forgotten and SSM still lists", async () => {
    const { read, node } = start();
    read().addInstances([ec2(WEB, { name: "web" })], 0);
    const rows = read();
    rows.addManaged([ssm(WEB, { ssm: "connection-lost" })]);
    rows.endInstances("whole");
    await rows.endManaged("whole", noPause);
    expect(node(WEB)).toMatchObject({ state: "unknown", ssm: "connection-lost", tags: null, name: "" });
  });

  it("keeps tags unknown, or as they were, until their absence is confirmed", () => {
    const { read, node } = start();
    const first = read();
    first.addInstances([ec2(WEB, { tags: null }), ec2(DB, { name: "db", tags: { Name: "db" } })], 0);
    expect(node(WEB)?.tags).toBeNull();
    first.addTags(new Map([[WEB, {}]]), 0);
    expect(node(WEB)?.tags).toEqual({});
    const second = read();
    second.addInstances([ec2(DB, { tags: null })], 0);
    expect(node(DB)).toMatchObject({ name: "db", tags: { Name: "db" } });
    second.addTags(new Map([[DB, {}]]), 0);
    expect(node(DB)).toMatchObject({ name: "", tags: {} });
  });

  it("does not undo tags that were written after a page was asked for", () => {
    const { snapshot, read, node, taggedAtMs } = start();
    read().addInstances([ec2(WEB, { tags: { tagged: "yes" } })], 0);
    taggedAtMs.set(snapshot.rowOf(CELL.account, CELL.region, WEB) ?? -1, 1000);
    const rows = read();
    rows.addInstances([ec2(WEB, { tags: { old: "page" }, state: "stopped" })], 999);
    expect(node(WEB)).toMatchObject({ state: "stopped", tags: { tagged: "yes" } });
    rows.addTags(new Map([[WEB, { old: "read" }]]), 999);
    expect(node(WEB)?.tags).toEqual({ tagged: "yes" });
    rows.addInstances([ec2(WEB, { tags: { newer: "page" } })], 1001);
    expect(node(WEB)?.tags).toEqual({ newer: "page" });
  });
});
