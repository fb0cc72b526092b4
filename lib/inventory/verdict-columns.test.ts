import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Authorize } from "#lib/domain/authorization.ts";
import { noCounts } from "#lib/domain/coverage.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import type { Node } from "#lib/domain/node.ts";
import { reachOf } from "#lib/domain/reach.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { Blocker, Capability, Verdict } from "#lib/domain/verdict.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyReads } from "#lib/policy/facts-key.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { RowSet } from "./columns/row-set.ts";
import { arbitraryFacts, arbitraryStep, emptyInventory } from "./reference/arbitrary-estate.ts";
import { arbitraryPolicies } from "./reference/arbitrary-policy.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { Snapshot } from "./snapshot.ts";
import { encodeColumns } from "./sweep/encode-columns.ts";
import { VerdictColumns } from "./verdict-columns.ts";

const CAPABILITIES: readonly Capability[] = ["run-command", "port-forwarding"];

const NAMES_ONE_NODE: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "ssm:SendCommand",
      Resource: ["arn:aws:ec2:*:*:instance/i-00000001", "arn:aws:ssm:*:*:document/*"],
    },
    {
      Effect: "Allow",
      Action: "ssm:*",
      Resource: "arn:aws:ec2:eu-west-1:111111111111:instance/*",
      Condition: { StringEquals: { "ssm:resourceTag/env": "prod" } },
    },
  ],
};

const corrected = createAuthorize({ identity: [renderVariant({ variant: "corrected", partition: "aws", tag: DOCUMENTED_TAG })] });
const open = createAuthorize({
  identity: [renderVariant({ variant: "documented-default", partition: "aws", tag: DOCUMENTED_TAG })],
});
const oneNode = createAuthorize({ identity: [NAMES_ONE_NODE] });
const withoutReads: Authorize = (request) => oneNode(request);

const POLICIES: readonly (Authorize & { readonly reads?: PolicyReads })[] = [corrected, open, oneNode, withoutReads];

function firstOf({ verdict, blockers }: Verdict): Blocker | null {
  return (verdict === "blocked" ? blockers.find(({ effect }) => effect === "blocks") : blockers[0]) ?? null;
}

/** Compares every row with what deciding its node by itself gives; `taken`: the node as the columns are to take it. */
function expectTruth(columns: VerdictColumns, nodes: readonly (Node | null)[], taken: (node: Node, row: number) => Node): void {
  const { tag, authorize } = columns;
  for (const capability of CAPABILITIES) {
    const counts = noCounts();
    for (const [row, listed] of nodes.entries()) {
      if (listed === null) continue;
      const node = taken(listed, row);
      const verdict = decideVerdict(node, capability, tag, authorize);
      const first = firstOf(verdict);
      const reading = readTagState(node.tags, tag);
      counts[reachOf(verdict)] += 1;
      expect(columns.verdict(row, capability)).toEqual(verdict);
      expect(columns.reach(row, capability)).toBe(reachOf(verdict));
      expect(columns.firstBlocker(row, capability)).toEqual(first);
      expect(columns.firstBlockerCode(row, capability)).toBe(first?.code ?? null);
      expect(columns.tagReading(row)).toEqual(reading);
      expect(columns.tagState(row)).toBe(reading.state);
    }
    expect(columns.counts(capability)).toEqual(counts);
  }
}

const asListed = (node: Node): Node => node;

describe("VerdictColumns", () => {
  it("has for every row, after any history, what deciding its node by itself gives", () => {
    const happenings = fc.array(fc.oneof({ weight: 3, arbitrary: arbitraryStep }, fc.constant("refresh" as const)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(happenings, fc.constantFrom(...POLICIES), (steps, authorize) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("first"));
        const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, authorize);
        for (const step of steps) {
          if (step === "refresh") columns.refresh();
          else for (const line of inventory.take(step)) snapshot.apply(line);
        }
        columns.refresh();
        expectTruth(columns, inventory.nodes, asListed);
      }),
      { numRuns: 120 },
    );
  });

  it("holds no two nodes together that any policy tells apart, whatever it reads", () => {
    const inReach = { state: "running", platform: "linux", ssm: "online", agentVersion: "3.3.0.0" } as const;
    const facts = fc.tuple(arbitraryFacts, fc.nat(3)).map(([fact, kind]) =>
      // Where a node is out of SSM's reach, nothing of what the policy says of it shows.
      kind === 0 ? fact : { ...fact, cell: fact.cell % 2, rest: { ...fact.rest, ...inReach } },
    );
    const lists = fc.array(fc.array(facts, { minLength: 20, maxLength: 40 }), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(lists, fc.array(arbitraryPolicies, { minLength: 1, maxLength: 3 }), (additions, policies) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("first"));
        for (const nodes of additions) {
          for (const line of inventory.take({ kind: "add", nodes, inOneLine: false })) snapshot.apply(line);
        }
        for (const policy of policies) {
          const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, createAuthorize(policy));
          columns.refresh();
          expectTruth(columns, inventory.nodes, asListed);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("takes drafted nodes as tagged, and nodes with unread tags as they are, under any policy", () => {
    const nodes = fc.array(arbitraryFacts, { minLength: 10, maxLength: 20 });
    fc.assert(
      fc.property(nodes, arbitraryPolicies, fc.array(fc.nat(19)), (added, policy, drafted) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("first"));
        for (const line of inventory.take({ kind: "add", nodes: added, inOneLine: true })) snapshot.apply(line);
        const rows = new RowSet();
        for (const row of drafted) rows.add(row);
        const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, createAuthorize(policy), rows);
        columns.refresh();
        expectTruth(columns, inventory.nodes, (node, row) => {
          if (node.tags === null || !rows.has(row)) return node;
          const others = Object.entries(node.tags).filter(([key]) => !/^cadoresponsessmenabled$/i.test(key));
          return { ...node, tags: Object.fromEntries([...others, ["CadoResponseSSMEnabled", "True"]]) };
        });
      }),
      { numRuns: 100 },
    );
  });

  it("comes to the same in slices, whatever happens between them", () => {
    const happenings = fc.array(fc.oneof(arbitraryStep, fc.constant("slice" as const)), { maxLength: 16 });
    fc.assert(
      fc.property(happenings, fc.constantFrom(...POLICIES), (steps, authorize) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("first"));
        const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, authorize);
        for (const step of steps) {
          if (step === "slice") columns.refreshWithin(() => true);
          else for (const line of inventory.take(step)) snapshot.apply(line);
        }
        for (let slices = 0; columns.refreshWithin(() => true); slices += 1) expect(slices).toBeLessThan(1000);
        expectTruth(columns, inventory.nodes, asListed);
      }),
      { numRuns: 80 },
    );
  });

  it("asks the policy once for nodes that are alike, whatever else they are called and tagged", () => {
    const node = (at: number): Node =>
      sampleNode(at, { CadoResponseSSMEnabled: "True", team: `team-${at}` }, { lastPing: at, name: `n${at}` });
    const askedFor = (count: number): number => {
      let asked = 0;
      const counting: Authorize = (request) => {
        asked += 1;
        return corrected(request);
      };
      const snapshot = sampleEstate(Array.from({ length: count }, (_, at) => node(at + 1)));
      const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, Object.assign(counting, { reads: corrected.reads }));
      columns.refresh();
      expect(columns.counts("run-command").reachable).toBe(count);
      return asked;
    };
    expect(askedFor(500)).toBe(askedFor(1));
  });

  it("follows a tag that is put on, and a node that goes", () => {
    const snapshot = sampleEstate([sampleNode(1, {}), sampleNode(2, {})]);
    const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, corrected);
    columns.refresh();
    expect(columns.counts("run-command")).toEqual({ ...noCounts(), tag: 2 });
    const tagged = sampleNode(1, { CadoResponseSSMEnabled: "True" });
    snapshot.apply({ t: "set", rows: [0], cols: encodeColumns(new Set(["tags"]), [tagged]) });
    snapshot.apply({ t: "gone", rows: [1] });
    columns.refresh();
    expect(columns.counts("run-command")).toEqual({ ...noCounts(), reachable: 1 });
  });

  it("starts anew when the stream was opened anew", () => {
    const snapshot = sampleEstate([sampleNode(1, {}), sampleNode(2, null)]);
    const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, corrected);
    columns.refresh();
    const other = sampleEstate([sampleNode(3, null)]);
    snapshot.apply(other.openLine());
    snapshot.apply(other.encodeRows(0, 10));
    columns.refresh();
    expect(columns.counts("run-command")).toEqual({ ...noCounts(), unknown: 1 });
  });

  it("has nothing to say of a row that it has not seen", () => {
    const columns = new VerdictColumns(sampleEstate([sampleNode(1, {})]), DOCUMENTED_TAG, corrected);
    expect(() => columns.reach(0, "run-command")).toThrow(RangeError);
    columns.refresh();
    expect(columns.reach(0, "run-command")).toBe("tag");
    expect(() => columns.reach(1, "run-command")).toThrow(RangeError);
  });
});
