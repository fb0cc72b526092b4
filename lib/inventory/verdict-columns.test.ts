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
import { type PolicyReads, verdictFactsKey } from "#lib/policy/facts-key.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { arbitraryStep, emptyInventory } from "./reference/arbitrary-estate.ts";
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
        for (const capability of CAPABILITIES) {
          const counts = noCounts();
          for (const [row, node] of inventory.nodes.entries()) {
            if (node === null) continue;
            const verdict = decideVerdict(node, capability, DOCUMENTED_TAG, authorize);
            const first = firstOf(verdict);
            counts[reachOf(verdict)] += 1;
            expect(columns.verdict(row, capability)).toEqual(verdict);
            expect(columns.reach(row, capability)).toBe(reachOf(verdict));
            expect(columns.firstBlocker(row, capability)).toEqual(first);
            expect(columns.firstBlockerCode(row, capability)).toBe(first?.code ?? null);
            expect(columns.tagReading(row)).toEqual(readTagState(node.tags, DOCUMENTED_TAG));
            expect(columns.tagState(row)).toBe(readTagState(node.tags, DOCUMENTED_TAG).state);
          }
          expect(columns.counts(capability)).toEqual(counts);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("never holds together what verdictFactsKey holds apart", () => {
    fc.assert(
      fc.property(fc.array(arbitraryStep, { maxLength: 8 }), fc.constantFrom(corrected, open, oneNode), (steps, authorize) => {
        const inventory = emptyInventory();
        const snapshot = new Snapshot();
        snapshot.apply(inventory.open("first"));
        for (const step of steps) for (const line of inventory.take(step)) snapshot.apply(line);
        const columns = new VerdictColumns(snapshot, DOCUMENTED_TAG, authorize);
        columns.refresh();
        const keyOfFacts = new Map<number, string>();
        for (const [row, node] of inventory.nodes.entries()) {
          if (node === null) continue;
          const key = verdictFactsKey(node, DOCUMENTED_TAG, authorize.reads);
          const facts = columns.facts[row] ?? 0;
          expect(keyOfFacts.get(facts) ?? key).toBe(key);
          keyOfFacts.set(facts, key);
        }
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
