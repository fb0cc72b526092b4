import type { Partition } from "#lib/domain/partition.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { createAuthorize, type PolicyAuthorize } from "#lib/policy/evaluate.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { authorizeInForce } from "#lib/roles/authorize-in-force.ts";
import { readRoles } from "#lib/roles/read-roles.ts";
import { isReadRole } from "#lib/roles/role-answer.ts";
import type { CliIo } from "./cli-io.ts";
import { readPolicyFiles } from "./read-policy-files.ts";
import { problemLine, UsageError } from "./usage-error.ts";

/** The policy that the verdicts assume: one of ours by its name, or the whole role from files. */
export type CoveragePolicy =
  | { kind: "known"; name: PolicyInForce }
  | { kind: "files"; files: readonly string[]; set: readonly string[] };

/** The policy, to be asked for each partition; `unread` names the accounts whose role IAM did not tell. */
export type CoverageAuthorize = {
  authorizeIn: (partition: Partition, tag: TagSpec) => PolicyAuthorize;
  unread: readonly { account: string; problem: Problem }[];
};

/** Reads files, or Cado's roles from IAM, where the policy asks for that. Throws UsageError where nothing could be read. */
export async function coverageAuthorize(policy: CoveragePolicy, io: CliIo): Promise<CoverageAuthorize> {
  if (policy.kind === "files") {
    const policies = await readPolicyFiles(policy.files, policy.set, io);
    const authorize = createAuthorize({ identity: policies.map(({ document }) => document) });
    return { authorizeIn: () => authorize, unread: [] };
  }
  const { name } = policy;
  if (name !== "role") {
    return { authorizeIn: (partition, tag) => authorizeInForce(name, { partition, tag, roles: null }), unread: [] };
  }
  const read = await readRoles();
  if (!read.ok) throw new UsageError(problemLine(read.problem));
  const roles = read.answer;
  const unread = roles.roles.flatMap((role) => (isReadRole(role) ? [] : [{ account: role.account, problem: role.problem }]));
  return { authorizeIn: (partition, tag) => authorizeInForce("role", { partition, tag, roles }), unread };
}
