import { parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";
import type { Node, Tags } from "#lib/domain/node.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { Snapshot } from "../snapshot.ts";
import { encodeRows } from "../sweep/encode-columns.ts";
import { WIRE_VERSION } from "../wire.ts";

type SampleFacts = Partial<Omit<Node, "account" | "region">> & { account?: string; region?: string };

/** For tests: a running, SSM-managed Linux instance, but for what is given. `at` makes its id. */
export function sampleNode(at: number, tags: Tags | null, facts: SampleFacts = {}): Node {
  const account = parseAccountId(facts.account ?? "111111111111");
  const region = parseRegionName(facts.region ?? "eu-west-1");
  const id = parseInstanceId(`i-${at.toString(16).padStart(17, "0")}`);
  if (account === undefined || region === undefined || id === undefined) throw new Error(`no such node: ${at}`);
  return {
    partition: "aws",
    kind: "ec2",
    name: `node-${at}`,
    state: "running",
    platform: "linux",
    platformName: "Amazon Linux 2023",
    ssm: "online",
    lastPing: 1_700_000_000,
    agentVersion: "3.3.2746.0",
    tags,
    instanceType: "t3.medium",
    privateIp: "10.0.0.1",
    instanceProfile: "",
    launched: 1_690_000_000,
    managedBy: "",
    ...facts,
    account,
    region,
    id,
  };
}

/** For tests: an estate that was read to the end and has these nodes, and a cell for each account and region of theirs. */
export function sampleEstate(nodes: readonly Node[], gaps = 0): Snapshot {
  const snapshot = new Snapshot();
  const places = [...new Set(nodes.map(({ account, region }) => `${account} ${region}`))];
  const cells = [...places, ...new Array<string>(gaps).fill("999999999999 eu-south-1")].map((place, index) => {
    const [account = "", region = ""] = place.split(" ");
    const key = { account: parseAccountId(account), region: parseRegionName(region) };
    if (key.account === undefined || key.region === undefined) throw new Error(`no such place: ${place}`);
    const state = index < places.length ? ("read" as const) : ("denied" as const);
    return {
      index,
      account: key.account,
      region: key.region,
      partition: "aws" as const,
      state,
      nodes: 0,
      readAt: null,
      notes: [],
      ...(state === "denied" && { problem: { code: "UnauthorizedOperation", title: "Denied." } }),
    };
  });
  const accounts = [...new Set(cells.map(({ account }) => account))].map((id) => ({ id, label: "" }));
  snapshot.apply({ t: "open", v: WIRE_VERSION, snapshot: "sample", tag: DOCUMENTED_TAG, accounts, cells, sweeping: true });
  for (const cell of cells) {
    const members = nodes.filter(({ account, region }) => account === cell.account && region === cell.region);
    if (members.length === 0) continue;
    snapshot.apply({ t: "rows", at: snapshot.rowCount, n: members.length, cols: encodeRows(cell.index, members) });
  }
  snapshot.apply({ t: "done", asOf: "2026-03-12T12:00:00Z" });
  return snapshot;
}
