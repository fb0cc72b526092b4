import { startStandIn } from "../../lib/demo/server.ts";
import { parseAccountId, parseRegionName } from "../../lib/domain/ids.ts";
import type { TaggingTarget } from "../../lib/domain/tagging.ts";
import type { TaggingEstate } from "../../lib/tagging/tagging-estate.ts";
import { estateAt } from "../../scripts/check-crash/stand-in-estate.ts";

const PLACE = { account: "111111111111", region: "eu-west-1" } as const;

/** One account-region with so many nodes to tag, and the calls that are sent to it. */
export type OneCell = {
  estate: TaggingEstate;
  nodes: readonly TaggingTarget[];
  /** Attempts sent so far, whatever was answered. */
  calls(): number;
  /** Takes our tag from every node, behind the product's back. */
  untagAll(): void;
  /** Lets a node vanish. */
  remove(node: TaggingTarget): void;
  close(): Promise<void>;
};

/** Starts a stand-in with AWS's buckets and latencies, and the nodes. */
export async function startOneCell(count: number): Promise<OneCell> {
  const standIn = await startStandIn({ instances: 6, seed: 1, throttling: true, latency: true });
  const cell = standIn.estate.cell(PLACE.account, PLACE.region);
  const [account, region] = [parseAccountId(PLACE.account), parseRegionName(PLACE.region)];
  if (cell === undefined || account === undefined || region === undefined) throw new Error("no such account-region");
  const nodes = Array.from({ length: count }, (_, at): TaggingTarget => {
    const tags = new Map([
      ["Name", `node-${at}`],
      ["env", at % 3 === 0 ? "prod" : "test"],
      ["team", `team-${at % 17}`],
    ]);
    return { ...PLACE, id: cell.id(cell.addInstance(tags)) };
  });
  const estate = estateAt({
    url: standIn.url,
    credentials: standIn.credentials.dashboard,
    accounts: standIn.accounts.map(({ id, reachRole }) => ({
      id,
      roleArn: reachRole.arn,
      externalId: reachRole.externalId ?? null,
    })),
    regions: standIn.estate.regions.map(({ name }) => name),
    size: count,
  });
  let calls = 0;
  const clients = estate.clients(account, region);
  for (const { middlewareStack } of [clients.ec2, clients.ssm]) {
    middlewareStack.addRelativeTo(
      <Args, Result>(next: (args: Args) => Promise<Result>) =>
        (args: Args) => {
          calls += 1;
          return next(args);
        },
      { name: "countAttempts", relation: "after", toMiddleware: "retryMiddleware" },
    );
  }
  return {
    estate,
    nodes,
    calls: () => calls,
    untagAll() {
      for (const { id } of nodes) cell.deleteTag(cell.indexOf(id), estate.tag.key);
    },
    remove: ({ id }) => cell.remove(cell.indexOf(id)),
    close: () => standIn.close(),
  };
}
