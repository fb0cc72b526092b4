import { PRIMARY_ACCOUNT } from "../accounts.ts";
import { hexDigits } from "../random.ts";
import { ACQUISITION_POLICY } from "./acquisition-policy.ts";
import { CROSS_ACCOUNT_POLICY } from "./cross-account-policy.ts";
import type { ManagedPolicyRecord, PolicyJson, RoleRecord } from "./role-record.ts";
import { TERRAFORM_POLICY } from "./terraform-policy.ts";

/** A role whose policies can be changed; everybody but the estate sees a RoleRecord. */
export type MutableRole = RoleRecord & { inline: Map<string, PolicyJson>; boundary: ManagedPolicyRecord | null };

export const CADO_ROLE = "CadoResponseRole";
/** The dashboard's own. What it may do is put in from the dashboard's documented policies. */
export const REACH_ROLE = "CadoReachRole";
export const REACH_EXTERNAL_ID = "cado-reach-demo";
export const ADMIN_ROLE = "OrganizationAccountAccessRole";

const ADMINISTRATOR: ManagedPolicyRecord = {
  arn: "arn:aws:iam::aws:policy/AdministratorAccess",
  name: "AdministratorAccess",
  versionId: "v1",
  document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

/** The roles of an account, Cado's first. Its policy is attached in the first account and inline in the others. */
export function createAccountRoles(account: string, nowMs: number): { cado: MutableRole; all: MutableRole[] } {
  const description = "Lets Cado collect evidence in this account";
  const cado = createRole({ account, name: CADO_ROLE, nowMs }, { description, ...cadoPolicies(account) });
  const reach = createRole(
    { account, name: REACH_ROLE, nowMs },
    {
      description: "Lets Cado Reach read instances and write its one tag",
      trust: { principals: [`arn:aws:iam::${PRIMARY_ACCOUNT}:root`], externalId: REACH_EXTERNAL_ID },
    },
  );
  const admin = createRole({ account, name: ADMIN_ROLE, nowMs }, { attached: [ADMINISTRATOR] });
  return { cado, all: [cado, reach, admin] };
}

/** A role that the first account may assume, without a policy but for what `parts` gives it. */
export function createRole(
  { account, name, nowMs }: { account: string; name: string; nowMs: number },
  parts: Partial<MutableRole> = {},
): MutableRole {
  return {
    account,
    name,
    arn: `arn:aws:iam::${account}:role/${name}`,
    roleId: `AROA${hexDigits(17, Number(account), name.length).toUpperCase()}`,
    path: "/",
    description: "",
    createdMs: nowMs - 400 * 86_400_000,
    maxSessionSeconds: 3600,
    trust: { principals: [`arn:aws:iam::${PRIMARY_ACCOUNT}:root`], externalId: null },
    inline: new Map(),
    attached: [],
    boundary: null,
    ...parts,
  };
}

function cadoPolicies(account: string): Pick<MutableRole, "maxSessionSeconds"> & Partial<MutableRole> {
  const maxSessionSeconds = 43_200;
  if (account === PRIMARY_ACCOUNT) {
    const name = "CadoResponseAcquisitionPolicy";
    const arn = `arn:aws:iam::${account}:policy/${name}`;
    return { maxSessionSeconds, attached: [{ arn, name, versionId: "v1", document: ACQUISITION_POLICY }] };
  }
  if (account === "222222222222") {
    return { maxSessionSeconds, inline: new Map([["CadoResponseCrossAccountPolicy", CROSS_ACCOUNT_POLICY]]) };
  }
  return { maxSessionSeconds, inline: new Map([["CadoResponseRolePolicy", TERRAFORM_POLICY]]) };
}
