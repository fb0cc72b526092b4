import { CreateTagsCommand, DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { startDemoHere } from "../product/start-demo-here.ts";
import type { Measures } from "../report/measures.ts";

export type PlainTagger = { name: string; idsPerCall: number; workers: number };

const PLACE = { account: "111111111111", region: "us-east-1" } as const;
const TAG = { Key: "CadoResponseSSMEnabled", Value: "True" };

/**
 * Tags the instances of one account-region with the SDK, so many ids a call and so many calls at a time, and reads nothing
 * before or after. Throws unless every instance has the tag in the end.
 */
export async function measurePlainTagger(
  { name, idsPerCall, workers }: PlainTagger,
  nodes: number,
  measures: Measures,
): Promise<void> {
  const demo = await startDemoHere({
    instances: nodes,
    env: { CADO_REACH_DEMO_SHAPE: "one-cell", CADO_REACH_DEMO_LATENCY: "on" },
  });
  const { endpoint, accessKeyId, secretAccessKey } = demo.aws;
  const ec2 = new EC2Client({
    region: PLACE.region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    // Throttled calls are waited out, as every tagger has to.
    maxAttempts: 10,
  });
  let calls = 0;
  ec2.middlewareStack.add(
    (next) => (args) => {
      calls += 1;
      return next(args);
    },
    { step: "finalizeRequest", priority: "low", name: "countAttempts" },
  );
  const ids = await listIds(ec2);
  const chunks = Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, at) =>
    ids.slice(at * idsPerCall, (at + 1) * idsPerCall),
  );
  calls = 0;
  const begun = performance.now();
  const work = async () => {
    for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) {
      await ec2.send(new CreateTagsCommand({ Resources: chunk, Tags: [TAG] }));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  const wallMs = performance.now() - begun;
  await holdToTags(endpoint, ids);
  await demo.stop();
  measures.add("calls for 1,000 nodes", name, (calls / ids.length) * 1000);
  measures.add("time for 1,000 nodes", name, (wallMs / ids.length) * 1000);
}

/** EC2 allows so many tags on a resource; one call more is refused for all its ids. */
const MOST_TAGS = 50;

/** Ids that can be tagged: a terminated instance cannot, nor one that has all the tags it may have. */
async function listIds(ec2: EC2Client): Promise<string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const page = await ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, NextToken: token }));
    for (const { InstanceId, State, Tags = [] } of (page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? [])) {
      if (InstanceId && State?.Name !== "terminated" && Tags.length < MOST_TAGS) ids.push(InstanceId);
    }
    token = page.NextToken;
  } while (token !== undefined);
  return ids;
}

async function holdToTags(endpoint: string, ids: readonly string[]): Promise<void> {
  const query = new URLSearchParams({ ...PLACE, keys: TAG.Key });
  const answer = await fetch(`${endpoint}/_control/tags?${query}`);
  const { nodes } = (await answer.json()) as { nodes: { id: string; tags: Record<string, string> }[] };
  const tagged = new Set(nodes.filter(({ tags }) => tags[TAG.Key] === TAG.Value).map(({ id }) => id));
  const missed = ids.find((id) => !tagged.has(id));
  if (missed !== undefined) throw new Error(`${missed} was not tagged.`);
}
