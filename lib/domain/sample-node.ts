import { kindOf, parseAccountId, parseInstanceId, parseRegionName } from "./ids.ts";
import type { Node } from "./node.ts";
import { partitionOf } from "./partition.ts";

export type SampleFacts = Partial<Omit<Node, "account" | "region" | "id" | "kind" | "partition">> & {
  account?: string;
  region?: string;
  id?: string;
};

/**
 * A node for tests: a running, Online Linux instance with the documented tag, but for what is given. Kind and partition
 * follow from the id and region. Throws where an identity is not one.
 */
export function sampleNode({
  account = "111111111111",
  region = "eu-west-1",
  id = "i-0123456789abcdef0",
  ...facts
}: SampleFacts = {}): Node {
  const [parsedAccount, parsedRegion, parsedId] = [parseAccountId(account), parseRegionName(region), parseInstanceId(id)];
  if (parsedAccount === undefined || parsedRegion === undefined || parsedId === undefined) {
    throw new RangeError(`Not a node: ${account} ${region} ${id}`);
  }
  return {
    partition: partitionOf(region),
    account: parsedAccount,
    region: parsedRegion,
    id: parsedId,
    kind: kindOf(parsedId),
    name: "web-1",
    state: kindOf(parsedId) === "hybrid" ? "none" : "running",
    platform: "linux",
    platformName: "Amazon Linux 2023",
    ssm: "online",
    lastPing: 1_790_000_000,
    agentVersion: "3.3.1802.0",
    tags: { Name: "web-1", CadoResponseSSMEnabled: "True" },
    instanceType: "m7i.large",
    privateIp: "10.0.0.1",
    instanceProfile: "",
    launched: null,
    managedBy: "",
    ...facts,
  };
}
