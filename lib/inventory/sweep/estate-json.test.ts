import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StandInSweep, shownBy, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import { renderVariant, VARIANTS, type VariantName } from "#lib/policy/variants.ts";
import { estateJson } from "./estate-json.ts";

let world: StandInSweep;
beforeAll(async () => {
  world = await startStandInSweep({
    instances: 600,
    seed: 2,
    faults: [{ kind: "deny", where: { region: "eu-west-3", service: "ssm" } }],
  });
  await world.sweep();
});
afterAll(() => world.close());

type RowFacts = {
  account: string;
  region: string;
  id: string;
  state: string;
  managed: boolean | null;
  pingStatus: string | null;
  tags: object | null;
};

async function answer(policy: VariantName) {
  let text = "";
  for await (const piece of estateJson(world.estate.snapshot, policy)) text += piece;
  return JSON.parse(text);
}

describe("estateJson", () => {
  it("has every row once, with its facts as the sweep read them", async () => {
    const { rows, asOf, tag, policy } = await answer("corrected");
    expect({ asOf, tag, policy }).toEqual({ asOf: world.estate.snapshot.asOf, tag: DOCUMENTED_TAG, policy: "corrected" });
    const pings: Record<string, string> = { Online: "online", ConnectionLost: "connection-lost", Inactive: "inactive" };
    const facts = rows.map((row: RowFacts) => {
      const unmanaged = row.managed === null ? "unknown" : "not-managed";
      const ssm = row.pingStatus === null ? unmanaged : pings[row.pingStatus];
      return [`${row.account} ${row.region} ${row.id}`, { state: row.state, ssm, tags: row.tags }];
    });
    expect(facts).toHaveLength(world.estate.snapshot.liveCount);
    expect(new Map(facts)).toEqual(shownBy(world.estate.snapshot));
  });

  it("says managed null, never false, where SSM could not be read", async () => {
    const { rows } = await answer("corrected");
    const here = rows.filter((row: { region: string }) => row.region === "eu-west-3");
    expect(here.length).toBeGreaterThan(0);
    for (const row of here) {
      expect(row).toMatchObject({ managed: null, pingStatus: null });
      expect(row.runCommand.verdict).not.toBe("reachable");
    }
  });

  it.each(VARIANTS)("gives the verdicts and the tag's state under the policy that was asked for (%s)", async (policy) => {
    const { rows } = await answer(policy);
    const authorize = createAuthorize({ identity: [renderVariant({ variant: policy, partition: "aws", tag: DOCUMENTED_TAG })] });
    const { snapshot } = world.estate;
    for (const [at, row] of rows.entries()) {
      const node = snapshot.node(at);
      const reading = readTagState(node.tags, DOCUMENTED_TAG);
      expect({ tagState: row.tagState, tagValue: row.tagValue }).toEqual({
        tagState: reading.state,
        tagValue: reading.found[0]?.value ?? null,
      });
      expect(row.runCommand).toEqual(decideVerdict(node, "run-command", DOCUMENTED_TAG, authorize));
      expect(row.portForwarding).toEqual(decideVerdict(node, "port-forwarding", DOCUMENTED_TAG, authorize));
    }
  });

  it("names every cell in the four words of the API, each that was not read with a problem", async () => {
    const { cells } = await answer("corrected");
    expect(cells).toHaveLength(51);
    for (const cell of cells) {
      expect(["read", "denied", "disabled", "failed"]).toContain(cell.state);
      expect(cell.problem === undefined).toBe(cell.state === "read");
    }
  });
});
