/**
 * Identities that would hurt if two of them were swapped are branded, and only their parser makes them.
 * Shapes: account 12 digits; region per partition.ts; instance `i-` + 8 or 17 hex; hybrid node `mi-` + 17 hex
 * (AWS SSM API reference, InstanceId pattern).
 */
export type AccountId = string & { readonly brand: "AccountId" };
export type RegionName = string & { readonly brand: "RegionName" };
export type InstanceId = string & { readonly brand: "InstanceId" };

export type NodeKind = "ec2" | "hybrid";

/** A node's identity inside one estate. The partition follows from the region. */
export type NodeKey = { account: AccountId; region: RegionName; id: InstanceId };

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const INSTANCE = /^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/;

/** The account id, or undefined where the text is not one. */
export function parseAccountId(text: string): AccountId | undefined {
  return ACCOUNT.test(text) ? (text as AccountId) : undefined;
}

/** The region name, or undefined where the text cannot be one. Does not say that the region exists. */
export function parseRegionName(text: string): RegionName | undefined {
  return REGION.test(text) ? (text as RegionName) : undefined;
}

/** The EC2 or hybrid node id, or undefined where the text is neither. */
export function parseInstanceId(text: string): InstanceId | undefined {
  return INSTANCE.test(text) ? (text as InstanceId) : undefined;
}

/** `mi-` ids are hybrid managed nodes; every other parsed id is an EC2 instance. */
export function kindOf(id: InstanceId): NodeKind {
  return id.startsWith("mi-") ? "hybrid" : "ec2";
}
