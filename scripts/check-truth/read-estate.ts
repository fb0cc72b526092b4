import type { DemoReady } from "../../e2e/demo-process.ts";
import { type AwsCli, createCli, knowsManagedResources } from "../aws-cli.ts";

/** One node as the CLI tells it. */
export type TrueNode = { account: string; region: string; id: string; tags: Record<string, string>; pingStatus: string | null };

/** The estate as the CLI reads it: nodes by "account region id", and the cells that refused to be read. */
export type Truth = { nodes: ReadonlyMap<string, TrueNode>; gaps: readonly string[] };

type Tag = { Key: string; Value: string };
type Instances = { Reservations: { Instances: { InstanceId: string; Tags?: Tag[] }[] }[] };
type Information = { InstanceInformationList: { InstanceId: string; PingStatus: string }[] };

/** Reads every account and enabled region, two CLI processes at a time. */
export async function readEstate(demo: DemoReady): Promise<Truth> {
  const nodes = new Map<string, TrueNode>();
  const gaps: string[] = [];
  const jobs: (() => Promise<void>)[] = [];
  for (const { id: account } of demo.aws.accounts) {
    const cli = await createCli(demo, account);
    const regions = await cli("us-east-1", "ec2", "describe-regions");
    if (!regions.ok) throw new Error(regions.message);
    for (const { RegionName: region } of (regions.json as { Regions: { RegionName: string }[] }).Regions) {
      jobs.push(async () => {
        const read = await readCell(cli, account, region);
        if (read === undefined) gaps.push(`${account} ${region}`);
        else for (const node of read) nodes.set(`${account} ${region} ${node.id}`, node);
      });
    }
  }
  await Promise.all([worker(jobs), worker(jobs)]);
  return { nodes, gaps: gaps.sort() };
}

async function worker(jobs: (() => Promise<void>)[]): Promise<void> {
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job();
}

async function readCell(cli: AwsCli, account: string, region: string): Promise<TrueNode[] | undefined> {
  const information = await cli(region, "ssm", "describe-instance-information");
  const instances = await listInstances(cli, region);
  if (!information.ok || instances === undefined) return undefined;
  const managed = (information.json as Information).InstanceInformationList;
  const pings = new Map(managed.map((entry) => [entry.InstanceId, entry.PingStatus]));
  const found = instances.map((instance) => ({
    account,
    region,
    id: instance.InstanceId,
    tags: toRecord(instance.Tags ?? []),
    pingStatus: pings.get(instance.InstanceId) ?? null,
  }));
  const hybrid = managed.filter((entry) => entry.InstanceId.startsWith("mi-"));
  const own = await Promise.all(
    hybrid.map(async (entry) => ({
      account,
      region,
      id: entry.InstanceId,
      tags: await hybridTags(cli, region, entry.InstanceId),
      pingStatus: entry.PingStatus,
    })),
  );
  return [...found, ...own];
}

async function listInstances(cli: AwsCli, region: string): Promise<{ InstanceId: string; Tags?: Tag[] }[] | undefined> {
  const flags = knowsManagedResources() ? ["--include-managed-resources"] : [];
  const answer = await cli(region, "ec2", "describe-instances", ...flags);
  return answer.ok ? (answer.json as Instances).Reservations.flatMap((reservation) => reservation.Instances) : undefined;
}

async function hybridTags(cli: AwsCli, region: string, id: string): Promise<Record<string, string>> {
  const answer = await cli(region, "ssm", "list-tags-for-resource", "--resource-type", "ManagedInstance", "--resource-id", id);
  if (!answer.ok) throw new Error(answer.message);
  return toRecord((answer.json as { TagList: Tag[] }).TagList);
}

function toRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
