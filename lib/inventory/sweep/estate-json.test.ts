import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountNumbered, type StandInSweep, shownBy, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { decideVerdict } from "#lib/domain/decide-verdict.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import { createAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { renderVariant, VARIANTS } from "#lib/policy/variants.ts";
import type { RolesAnswer } from "#lib/roles/role-answer.ts";
import { RoleBook } from "#lib/roles/role-book.ts";
import { rolePolicySets } from "#lib/roles/role-policy-sets.ts";
import { estateJson } from "./estate-json.ts";

const [PROD, CORP, LABS] = ["111111111111", "222222222222", "333333333333"] as const;

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

async function answer(policy: PolicyInForce, roles: RolesAnswer | null = null) {
  let text = "";
  for await (const piece of estateJson(world.estate.snapshot, { policy, roles })) text += piece;
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

  it("gives the verdicts by each account's own role, unknown where that was not read, and says which is which", async () => {
    await world.setFaults([{ kind: "deny", where: { operation: "ListRoles", account: LABS } }]);
    const accounts = [PROD, CORP, LABS].map((account) => ({ account: accountNumbered(account), role: null }));
    const read = await new RoleBook({ aws: world.aws, accounts, role: null }).read();
    const { rows, roles, policy } = await answer("role", read);
    expect(policy).toBe("role");
    expect(roles).toEqual({
      readAt: read.readAt,
      notRead: expect.arrayContaining(["service control policies"]),
      accounts: [
        { account: PROD, roleName: "CadoResponseRole", roleArn: expect.stringContaining(PROD), otherMatches: [] },
        { account: CORP, roleName: "CadoResponseRole", roleArn: expect.stringContaining(CORP), otherMatches: [] },
        { account: LABS, problem: expect.objectContaining({ action: "iam:ListRoles", code: "AccessDenied" }) },
      ],
    });
    const byAccount = rolePolicySets(read);
    for (const [at, row] of rows.entries()) {
      const node = world.estate.snapshot.node(at);
      const policies = byAccount.get(node.account);
      if (policies === undefined) expect([LABS, row.runCommand.verdict]).not.toEqual([node.account, "reachable"]);
      else expect(row.runCommand).toEqual(decideVerdict(node, "run-command", DOCUMENTED_TAG, createAuthorize(policies)));
    }
    const reachable = rows.filter(
      (row: RowFacts & { runCommand: { verdict: string } }) => row.runCommand.verdict === "reachable",
    );
    expect(new Set(reachable.map(({ account }: RowFacts) => account))).toEqual(new Set([PROD, CORP]));
    await world.setFaults([]);
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
