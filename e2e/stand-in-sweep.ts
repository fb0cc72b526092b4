import { AwsAccess } from "#lib/aws/aws-access.ts";
import type { AwsLimits } from "#lib/aws/aws-limits.ts";
import type { Reading } from "#lib/aws/reading.ts";
import type { AccountConfig } from "#lib/config/config.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import { type StandIn, type StandInOptions, startStandIn } from "#lib/demo/server.ts";
import type { Cell } from "#lib/domain/cell.ts";
import { type AccountId, parseAccountId, parseRegionName, type RegionName } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { EstateSweep } from "#lib/inventory/sweep/estate-sweep.ts";
import type { WireLine } from "#lib/inventory/wire.ts";

/** What a sweep has to find out about a node. */
export type NodeFacts = { state: string; ssm: string; tags: Readonly<Record<string, string>> | null };

type Place = { account: string; region: string };

export type StandInSweep = {
  standIn: StandIn;
  aws: AwsAccess;
  estate: EstateSweep;
  /** The first sweep, from its start to its end. */
  sweep(): Promise<void>;
  cell(account: string, region: string): Cell | undefined;
  setFaults(faults: readonly FaultInput[]): Promise<void>;
  /** What the stand-in holds, by `ACCOUNT REGION ID`, but for the denied cell and for cells that are out. */
  truth(isOut?: (place: Place) => boolean): Map<string, NodeFacts>;
  close(): Promise<void>;
};

export type StandInSweepOptions = StandInOptions & {
  limits?: Partial<AwsLimits>;
  reading?: Partial<Reading>;
  /** Changes what the configuration says of each account. */
  configure?: (account: AccountConfig) => AccountConfig;
};

export const HOME_REGION = regionNamed("us-east-1");

/** An estate that reads a stand-in of its own, with the real SDK and short time limits. For tests. */
export async function startStandInSweep(options: StandInSweepOptions): Promise<StandInSweep> {
  const { limits = {}, reading = {}, configure = (account) => account, ...standInOptions } = options;
  const standIn = await startStandIn({ throttling: false, ...standInOptions });
  const accounts = standIn.accounts.map((account, at) => configure(configOf(account, at)));
  const aws = new AwsAccess({
    homeRegion: HOME_REGION,
    accounts,
    endpoint: standIn.url,
    credentials: async () => standIn.credentials.dashboard,
    limits: { attemptMs: 2_000, callMs: 15_000, ...limits },
  });
  const estate = new EstateSweep({ aws, homeRegion: HOME_REGION, accounts, tag: DOCUMENTED_TAG, reading });
  return {
    standIn,
    aws,
    estate,
    async sweep() {
      await estate.open();
      await estate.whenDone();
    },
    cell: (account, region) => estate.snapshot.cells.find((cell) => cell.account === account && cell.region === region),
    async setFaults(faults) {
      const control = `${standIn.url}/_control/faults`;
      const json = { "content-type": "application/json" };
      const cleared = await fetch(control, { method: "DELETE" });
      const added =
        faults.length > 0 ? await fetch(control, { method: "POST", headers: json, body: JSON.stringify(faults) }) : cleared;
      if (!cleared.ok || !added.ok) throw new Error(`The control endpoint refused: ${await added.text()}`);
    },
    truth: (isOut = () => false) => truthOf(standIn, isOut),
    async close() {
      aws.close();
      await standIn.close();
    },
  };
}

/** What a snapshot shows, in the shape of `truth`. */
export function shownBy(snapshot: Snapshot, isOut: (place: Place) => boolean = () => false): Map<string, NodeFacts> {
  const nodes = new Map<string, NodeFacts>();
  for (let row = 0; row < snapshot.rowCount; row += 1) {
    if (snapshot.isGone(row)) continue;
    const { account, region, id, state, ssm, tags } = snapshot.node(row);
    if (!isOut({ account, region })) nodes.set(`${account} ${region} ${id}`, { state, ssm, tags: tags && { ...tags } });
  }
  return nodes;
}

/** Resolves with the first line from now on that is wanted. */
export function lineThat(estate: EstateSweep, isWanted: (line: WireLine) => boolean): Promise<WireLine> {
  return new Promise((resolve) => {
    const unsubscribe = estate.subscribe((line) => {
      if (!isWanted(line)) return;
      unsubscribe();
      resolve(line);
    });
  });
}

export function regionNamed(name: string): RegionName {
  const region = parseRegionName(name);
  if (region === undefined) throw new Error(`${name} is no region.`);
  return region;
}

export function accountNumbered(id: string): AccountId {
  const account = parseAccountId(id);
  if (account === undefined) throw new Error(`${id} is no account.`);
  return account;
}

/** The first account is that of the credentials; the others are entered by their role. */
function configOf({ id, label, reachRole }: StandIn["accounts"][number], at: number): AccountConfig {
  const role = at === 0 ? { roleArn: null, externalId: null } : { roleArn: reachRole.arn, externalId: reachRole.externalId };
  return { account: accountNumbered(id), label, ...role, role: null, regions: null };
}

const SSM_STATES = { Online: "online", ConnectionLost: "connection-lost", Inactive: "inactive" } as const;

function truthOf({ estate }: StandIn, isOut: (place: Place) => boolean): Map<string, NodeFacts> {
  const { deniedCell } = estate;
  const nodes = new Map<string, NodeFacts>();
  for (const cell of estate.cells) {
    if ((cell.account === deniedCell.account && cell.region === deniedCell.region) || isOut(cell)) continue;
    for (let at = 0; at < cell.size; at += 1) {
      if (!cell.exists(at)) continue;
      const ssm = cell.ssm(at);
      nodes.set(`${cell.account} ${cell.region} ${cell.id(at)}`, {
        state: at < cell.ec2Count ? cell.instance(at).state : "none",
        ssm: ssm ? SSM_STATES[ssm.pingStatus] : "not-managed",
        tags: Object.fromEntries(cell.tags(at)),
      });
    }
  }
  return nodes;
}
