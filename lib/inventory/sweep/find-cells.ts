import "server-only";
import type { AwsAccess } from "#lib/aws/aws-access.ts";
import { AwsError, toAwsError } from "#lib/aws/aws-problem.ts";
import { callerAccount } from "#lib/aws/caller-identity.ts";
import { listRegions } from "#lib/aws/list-regions.ts";
import type { AccountConfig } from "#lib/config/config.ts";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { type CellEnd, stateOf } from "./sweep-cell.ts";

/** A region of an account: to be read, or a gap for a reason. */
export type FoundCell = { region: RegionName; end: CellEnd | null };

/** `entered`: the account let us in and told its regions. */
export type FoundCells = { entered: boolean; cells: readonly FoundCell[] };

export type FindCells = {
  aws: AwsAccess;
  account: AccountConfig;
  homeRegion: RegionName;
  /** Regions of the account that earlier readings found. */
  known: readonly RegionName[];
  signal: AbortSignal;
};

/**
 * The regions of an account that have to be read: the configured ones, or else every enabled one. Never throws: an
 * account that cannot be entered is a gap in each of its regions, and in the home region where none is known.
 */
export async function findCells({ aws, account: config, homeRegion, known, signal }: FindCells): Promise<FoundCells> {
  const { account, regions: configured } = config;
  const toGaps = (error: unknown, action: string): FoundCells => {
    const { fault, problem } = toAwsError(error, { action, account });
    if (fault === "unexpected") console.error(`Entering account ${account} failed:`, error);
    const wanted = configured ?? (known.length > 0 ? known : [homeRegion]);
    return { entered: false, cells: wanted.map((region) => ({ region, end: { state: stateOf(fault), problem, notes: [] } })) };
  };

  try {
    await checkAccount(aws, config, signal);
  } catch (error) {
    return toGaps(error, config.roleArn === null ? "sts:GetCallerIdentity" : "sts:AssumeRole");
  }
  try {
    const regions = await listRegions(aws.cell(account, configured?.[0] ?? homeRegion), signal);
    const enabled = new Map(regions.map((region) => [region.name, region.enabled]));
    // A region that was read once and is no longer enabled does not drop out of sight with its nodes.
    const wanted = configured ?? [
      ...new Set([...regions.filter((region) => region.enabled).map((region) => region.name), ...known]),
    ];
    return { entered: true, cells: wanted.map((region) => ({ region, end: notEnabled(account, region, enabled.get(region)) })) };
  } catch (error) {
    // Configured regions can be read without the list; it would only have told which of them are not enabled.
    if (configured && isDenied(error)) return { entered: true, cells: configured.map((region) => ({ region, end: null })) };
    return toGaps(error, "ec2:DescribeRegions");
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof AwsError && error.fault === "denied";
}

/** Credentials of another account would put its nodes under this account's name. */
async function checkAccount(aws: AwsAccess, { account, roleArn }: AccountConfig, signal: AbortSignal): Promise<void> {
  if (roleArn !== null) return aws.checkCredentials(account);
  const actual: AccountId = await callerAccount(aws.sts, aws.limits.callMs, signal);
  if (actual === account) return;
  const problem: Problem = {
    code: "other-account",
    title: `The current credentials are of account ${actual}, not of ${account}.`,
    remedy: `Give account ${account} a roleArn in the configuration, or use its credentials.`,
    account,
  };
  throw new AwsError("credentials", problem, null);
}

function notEnabled(account: AccountId, region: RegionName, enabled: boolean | undefined): CellEnd | null {
  if (enabled === true) return null;
  const unknown = enabled === undefined;
  const problem: Problem = {
    code: unknown ? "no-such-region" : "region-disabled",
    title: unknown ? `AWS has no region ${region} for this account.` : `The region ${region} is not enabled in this account.`,
    remedy: unknown
      ? "Correct its name in the configuration."
      : "Enable it in the account's settings, or take it out of the configuration.",
    account,
    region,
  };
  return { state: unknown ? "failed" : "disabled", problem, notes: [] };
}
