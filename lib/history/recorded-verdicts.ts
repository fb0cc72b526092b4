import "server-only";
import { hash } from "node:crypto";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { authorizeInForce } from "#lib/roles/authorize-in-force.ts";
import type { RolesAnswer } from "#lib/roles/role-answer.ts";
import { rolePolicySets } from "#lib/roles/role-policy-sets.ts";
import type { Slices } from "./slices.ts";

export type RecordedPolicy = {
  policy: PolicyInForce;
  /** Cado's roles as IAM told them, asked for where the policy is `role`; null: they could not be read. */
  readRoles: () => Promise<RolesAnswer | null>;
};

/** Verdicts, and the name and digest of the policy that they were decided with. */
export type VerdictsToRecord = { verdicts: VerdictColumns; policy: string };

/**
 * The verdicts of a snapshot under the policy in force, as the history keeps them. Made anew where the roles were read
 * again; otherwise only rows that changed are looked at. Roles that cannot be read leave every verdict unknown.
 */
export class RecordedVerdicts {
  readonly #snapshot: Snapshot;
  readonly #options: RecordedPolicy;
  #made: (VerdictsToRecord & { of: unknown; roles: RolesAnswer | null }) | undefined;

  constructor(snapshot: Snapshot, options: RecordedPolicy) {
    this.#snapshot = snapshot;
    this.#options = options;
  }

  /** Up to date with the snapshot, in slices. */
  async current(slices: Slices): Promise<VerdictsToRecord> {
    const made = await this.#make();
    while (made.verdicts.refreshWithin(slices.isOver)) await slices.rest();
    return made;
  }

  async #make(): Promise<VerdictsToRecord> {
    const { policy, readRoles } = this.#options;
    const { tag, rows, cells } = this.#snapshot;
    const roles = policy === "role" ? await readRoles() : null;
    if (this.#made?.of === rows && this.#made.roles === roles) return this.#made;
    const partition = cells[0]?.partition ?? "aws";
    const verdicts = new VerdictColumns(this.#snapshot, tag, authorizeInForce(policy, { partition, tag, roles }));
    const text =
      policy === "role"
        ? JSON.stringify(roles === null ? null : [...rolePolicySets(roles)].sort(([one], [other]) => (one < other ? -1 : 1)))
        : JSON.stringify([renderVariant({ variant: policy, partition, tag }), tag]);
    this.#made = { verdicts, policy: `${policy}:${hash("sha256", text).slice(0, 16)}`, of: rows, roles };
    return this.#made;
  }
}
