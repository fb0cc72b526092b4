import { type InstanceId, parseAccountId, parseInstanceId, parseRegionName } from "#lib/domain/ids.ts";

/** What a word of a list is. A node has an account and a region where it is an ARN. */
export type ListToken =
  | { kind: "node"; id: InstanceId; account: string | null; region: string | null }
  | { kind: "region"; region: string }
  | { kind: "account"; account: string }
  | { kind: "other" };

export type ListColumn = "id" | "region" | "account";

/** `arn:aws:ec2:eu-west-1:111111111111:instance/i-…`, `arn:aws:ssm:…:managed-instance/mi-…` (Service Authorization Reference). */
const NODE_ARN = /^arn:aws[a-z-]*:(?:ec2|ssm):([a-z0-9-]+):(\d{12}):(?:managed-)?instance\/(m?i-[0-9a-f]+)$/;

/** What the estate knows: labels that stand for accounts, and regions whatever they are called. */
export type ListPlaces = { accounts: readonly { id: string; label: string }[]; regions: ReadonlySet<string> };

/** How AWS's regions begin. A host name such as web-prod-1 has the shape of a region too. */
const REGION_BEGINS = /^(af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)-/;

/** Tells what a word is by its shape; letters of ids and ARNs in either case. An account may go by its label. */
export function classifyToken(token: string, { accounts, regions }: ListPlaces): ListToken {
  const text = token.toLowerCase();
  const id = parseInstanceId(text);
  if (id !== undefined) return { kind: "node", id, account: null, region: null };
  const [, region = "", account = "", node = ""] = NODE_ARN.exec(text) ?? [];
  const named = parseInstanceId(node);
  if (named !== undefined && parseRegionName(region) !== undefined) return { kind: "node", id: named, account, region };
  // An availability zone is its region and a letter.
  const zone = parseRegionName(text.replace(/(?<=\d)[a-z]$/, ""));
  if (zone !== undefined && (REGION_BEGINS.test(zone) || regions.has(zone))) return { kind: "region", region: zone };
  if (parseAccountId(text) !== undefined) return { kind: "account", account: text };
  const labelled = accounts.find(({ label }) => label !== "" && label.toLowerCase() === text);
  return labelled === undefined ? { kind: "other" } : { kind: "account", account: labelled.id };
}

/** True where a word was most likely meant to be an id, an ARN, a region or an account, and is none. */
export function isSlip(token: string): boolean {
  const text = token.toLowerCase();
  return /^(m?i-|arn:|\d{6,}$)/.test(text) || REGION_BEGINS.test(text);
}

const HEADERS: Readonly<Record<ListColumn, readonly string[]>> = {
  id: [
    "id",
    "ids",
    "instance",
    "instances",
    "instanceid",
    "instanceids",
    "ec2instanceid",
    "node",
    "nodeid",
    "managednodeid",
    "managedinstanceid",
    "resource",
    "resourceid",
    "resourceidentifier",
    "arn",
    "instancearn",
    "nodearn",
    "resourcearn",
  ],
  region: ["region", "awsregion", "regionname", "regionid", "availabilityzone", "az", "zone"],
  account: ["account", "accountid", "awsaccount", "awsaccountid", "owner", "ownerid", "accountnumber"],
};

/** The column that a header names, however it is written (`Instance ID`, `instance_id`), or null. */
export function isHeaderOf(field: string): ListColumn | null {
  const name = field.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (["id", "region", "account"] as const).find((column) => HEADERS[column].includes(name)) ?? null;
}
