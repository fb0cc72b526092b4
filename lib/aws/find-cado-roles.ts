import "server-only";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { iamPages } from "./call-iam.ts";
import type { IamClients } from "./iam-clients.ts";

/** The names that Cado's role has to contain (Cado's pages on cross-account roles). */
const NAMED_LIKE = ["CadoResponse", "DarktraceForensics"];

/** Names of the account's roles that can be Cado's, in name order. Throws AwsError, also where listing them is denied. */
export async function findCadoRoles(clients: IamClients, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  const pages = iamPages(clients, "iam:ListRoles", signal, (marker, abortSignal) =>
    clients.iam.send(new ListRolesCommand({ MaxItems: PAGE_SIZE, ...marker }), { abortSignal }),
  );
  for await (const { Roles = [] } of pages) {
    for (const { RoleName = "" } of Roles) if (NAMED_LIKE.some((part) => RoleName.includes(part))) names.push(RoleName);
  }
  return names.sort();
}

/** The most that ListRoles gives at once; an account can have 1,000 roles and more. */
const PAGE_SIZE = 1000;
