import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { dashboardInsightPolicy, dashboardReadPolicy, dashboardWritePolicy } from "#lib/policy/dashboard-policies.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { Estate } from "../estate/estate.ts";
import { REACH_ROLE } from "../estate/roles/account-roles.ts";
import type { PolicyJson, RoleRecord } from "../estate/roles/role-record.ts";
import type { Caller } from "./caller.ts";
import { type NamedPolicy, policiesOfRole } from "./policy-book.ts";

/** Whose policies answer a question to IAM, and the ARN by which a refusal names them. */
export type Principal = {
  arn: string;
  principalArn: string;
  userId: string;
  account: string;
  policies: readonly NamedPolicy[];
  /** The role's permissions boundary, or null. */
  boundary: PolicyJson | null;
  /** What the session may do at most, or null. */
  session: PolicyJson | null;
};

const EVERYTHING: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

const ASSUME_REACH_ROLE: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:aws:iam::*:role/${REACH_ROLE}` }],
};

/** What the product's own documentation asks for, so that the stand-in enforces exactly that. */
export const DASHBOARD_POLICIES: Readonly<Record<string, PolicyDocument>> = {
  CadoReachRead: dashboardReadPolicy({ partition: "aws" }),
  CadoReachWrite: dashboardWritePolicy({ partition: "aws", tag: DOCUMENTED_TAG }),
  CadoReachInsight: dashboardInsightPolicy({ partition: "aws" }),
};

const ADMINISTRATOR: readonly NamedPolicy[] = [{ arn: "arn:aws:iam::aws:policy/AdministratorAccess", document: EVERYTHING }];
const DASHBOARD: readonly NamedPolicy[] = [...Object.values(DASHBOARD_POLICIES), ASSUME_REACH_ROLE].map((document) => ({
  arn: null,
  document,
}));

/** The caller with the policies that it has now: those of a session's role can change under it. */
export function principalOf({ arn, principalArn, userId, account, identity }: Caller, estate: Estate): Principal {
  const who = { arn, principalArn, userId, account };
  if (identity.kind === "user")
    return { ...who, policies: identity.administrator ? ADMINISTRATOR : DASHBOARD, boundary: null, session: null };
  const role = estate.findRole(account, identity.roleName);
  const boundary = role?.boundary?.document ?? null;
  return { ...who, policies: role ? policiesOfRole(role) : [], boundary, session: identity.sessionPolicy };
}

/** The session in which Cado itself would act in that account. */
export function cadoPrincipal(role: RoleRecord): Principal {
  const session = "cado-response";
  return {
    arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${session}`,
    principalArn: role.arn,
    userId: `${role.roleId}:${session}`,
    account: role.account,
    policies: policiesOfRole(role),
    boundary: role.boundary?.document ?? null,
    session: null,
  };
}
