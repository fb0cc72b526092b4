import "server-only";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import type { Problem } from "#lib/domain/problem.ts";
import type { ReadRole } from "#lib/roles/role-answer.ts";
import { AwsError, toAwsError } from "./aws-problem.ts";
import { callIam } from "./call-iam.ts";
import { findCadoRoles } from "./find-cado-roles.ts";
import type { IamClients } from "./iam-clients.ts";
import { readManagedPolicy, readRolePolicies } from "./read-role-policies.ts";

export type ReadRoleOptions = {
  /** The role's name; null: it is looked for among the account's roles by what Cado's roles are called. */
  roleName: string | null;
  signal: AbortSignal;
};

export type RoleReading = { ok: true; role: ReadRole } | { ok: false; problem: Problem };

/**
 * What IAM says of Cado's role in an account: its inline and attached policies and its permissions boundary, each whole.
 * Whatever part of that cannot be had (denied, no such role, a document that cannot be read) makes all of it a problem.
 */
export async function readRole(clients: IamClients, { roleName, signal }: ReadRoleOptions): Promise<RoleReading> {
  try {
    const [name, ...otherMatches] = roleName === null ? await findCadoRoles(clients, signal) : [roleName];
    if (name === undefined) throw noRole(clients);
    const { arn, boundaryArn } = await getRole(clients, name, signal);
    const policies = await readRolePolicies(clients, name, signal);
    const boundary = boundaryArn === null ? null : await readManagedPolicy(clients, boundaryArn, signal);
    return { ok: true, role: { account: clients.account, roleName: name, roleArn: arn, policies, boundary, otherMatches } };
  } catch (error) {
    const { fault, problem } = toAwsError(error, { action: "iam:GetRole", account: clients.account });
    if (fault === "unexpected") console.error(`Reading Cado's role in ${clients.account} failed:`, error);
    return { ok: false, problem: isNamedRoleMissing(problem) ? { ...problem, ...NAMED_ROLE_MISSING } : problem };
  }
}

async function getRole(clients: IamClients, name: string, signal: AbortSignal) {
  const { Role } = await callIam(clients, "iam:GetRole", signal, (abortSignal) =>
    clients.iam.send(new GetRoleCommand({ RoleName: name }), { abortSignal }),
  );
  const arn = Role?.Arn ?? "";
  // Credentials of another account would put its role under this account's name.
  if (arn.split(":")[4] !== clients.account) throw otherAccount(clients, arn);
  return { arn, boundaryArn: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? null };
}

function isNamedRoleMissing({ code, action }: Problem): boolean {
  return code.startsWith("NoSuchEntity") && action === "iam:GetRole";
}

const NAMED_ROLE_MISSING = {
  title: "The account has no role of the name that the configuration gives.",
  remedy: 'Correct "role" in the configuration, or leave it out to have Cado’s role looked for.',
};

function noRole({ account }: IamClients): AwsError {
  const problem = {
    code: "no-cado-role",
    title: `Account ${account} has no role whose name contains CadoResponse or DarktraceForensics.`,
    remedy: 'If Cado’s role has another name here, set "role" in the configuration.',
    action: "iam:ListRoles",
    account,
  };
  return new AwsError("rejected", problem, null);
}

function otherAccount({ account }: IamClients, arn: string): AwsError {
  const problem = {
    code: "other-account",
    title: `The credentials for account ${account} led to the role ${arn}.`,
    remedy: `Give account ${account} a roleArn in the configuration, or use its credentials.`,
    action: "iam:GetRole",
    account,
  };
  return new AwsError("credentials", problem, null);
}
