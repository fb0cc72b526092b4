import "server-only";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { Partition } from "#lib/domain/partition.ts";
import { getAwsAccess } from "./aws-access.ts";
import type { AwsLimits } from "./aws-limits.ts";
import type { Pacing } from "./pacing.ts";

/**
 * The clients of one account in one region. Both are paced per API family and limited per attempt; send through
 * `callAws`, which limits the whole call and turns every error into an AwsError:
 *
 *     await callAws({ action: "ec2:CreateTags", account, region, limitMs: cell.limits.callMs, signal }, (abortSignal) =>
 *       cell.ec2.send(new CreateTagsCommand({ … }), { abortSignal }));
 */
export type CellClients = {
  account: AccountId;
  region: RegionName;
  partition: Partition;
  ec2: EC2Client;
  ssm: SSMClient;
  limits: AwsLimits;
  pacing: Pacing;
};

/** The dashboard's own clients for a cell; the same ones for every caller. */
export function cellClients(account: AccountId, region: RegionName): CellClients {
  return getAwsAccess().cell(account, region);
}
