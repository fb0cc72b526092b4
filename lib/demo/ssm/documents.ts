import { partitionOf } from "#lib/domain/partition.ts";
import type { EstateCell } from "../estate/cell.ts";
import type { EstateSsm } from "../estate/ssm-registration.ts";
import { ServiceError } from "../service-error.ts";

export type SsmDocument = {
  name: string;
  type: "Command" | "Session";
  /** AWS's own documents have no account in their ARN. */
  owner: "aws" | "account";
  platforms: readonly EstateSsm["platformType"][];
};

const EVERY = ["Linux", "MacOS", "Windows"] as const;

/** Documents that exist in every cell (public describe-document output; the default session document is the account's). */
const DOCUMENTS: readonly SsmDocument[] = [
  { name: "AWS-RunShellScript", type: "Command", owner: "aws", platforms: ["Linux", "MacOS"] },
  { name: "AWS-RunPowerShellScript", type: "Command", owner: "aws", platforms: ["Windows", "Linux"] },
  { name: "SSM-SessionManagerRunShell", type: "Session", owner: "account", platforms: EVERY },
  { name: "AWS-StartPortForwardingSession", type: "Session", owner: "aws", platforms: EVERY },
  { name: "AWS-StartPortForwardingSessionToRemoteHost", type: "Session", owner: "aws", platforms: EVERY },
  { name: "AWS-StartInteractiveCommand", type: "Session", owner: "aws", platforms: EVERY },
  { name: "AWS-StartSSHSession", type: "Session", owner: "aws", platforms: EVERY },
];

/** The document of that name or ARN, or InvalidDocument. */
export function findDocument(cell: EstateCell, nameOrArn: string, type: SsmDocument["type"]): SsmDocument {
  const document = DOCUMENTS.find(
    (known) => known.type === type && (known.name === nameOrArn || documentArn(cell, known) === nameOrArn),
  );
  if (document) return document;
  throw new ServiceError("InvalidDocument", `Document with name ${nameOrArn} does not exist.`);
}

export function documentArn({ account, region }: EstateCell, { name, owner }: SsmDocument): string {
  return `arn:${partitionOf(region)}:ssm:${region}:${owner === "aws" ? "" : account}:document/${name}`;
}
