import { describe, expect, it } from "vitest";
import { parseInstanceId } from "#lib/domain/ids.ts";
import { findNode } from "./find-node.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { Snapshot } from "./snapshot.ts";

const nodes = [sampleNode(0, {}), sampleNode(1, {}, { region: "us-east-1" })];

function finished(): Snapshot {
  const snapshot = sampleEstate(nodes);
  for (const cell of snapshot.cells) snapshot.apply({ t: "cell", cell: { ...cell, state: "read" } });
  snapshot.apply({ t: "done", asOf: "2026-11-23T14:02:31.000Z" });
  return snapshot;
}

const unknown = parseInstanceId("i-0fffffffffffffff0");
const [first, second] = nodes;
if (unknown === undefined || first === undefined || second === undefined) throw new Error("no ids");

describe("findNode", () => {
  it("finds a node by its id alone, and by what is known of its place", () => {
    expect(findNode(finished(), second.id)).toEqual({ state: "found", row: 1 });
    expect(findNode(finished(), second.id, second.account, "us-east-1")).toEqual({ state: "found", row: 1 });
  });

  it("does not take a node of another region for it", () => {
    expect(findNode(finished(), second.id, second.account, first.region)).toEqual({ state: "not-listed" });
  });

  it("says that a node is not listed only where all that it could be in was read", () => {
    const snapshot = finished();
    expect(findNode(snapshot, unknown)).toEqual({ state: "not-listed" });
    const [cell] = snapshot.cells;
    if (cell === undefined) throw new Error("no cell");
    snapshot.apply({ t: "cell", cell: { ...cell, state: "denied" } });
    expect(findNode(snapshot, unknown)).toEqual({ state: "unread" });
    expect(findNode(snapshot, unknown, cell.account, "us-east-1")).toEqual({ state: "not-listed" });
  });

  it("knows nothing while the estate is being read", () => {
    const snapshot = finished();
    const [cell] = snapshot.cells;
    if (cell === undefined) throw new Error("no cell");
    snapshot.apply({ t: "cell", cell: { ...cell, state: "reading" } });
    expect(findNode(snapshot, unknown, cell.account, "us-east-1")).toEqual({ state: "unread" });
    expect(findNode(new Snapshot(), unknown)).toEqual({ state: "unread" });
  });
});
