import "server-only";
import { toProblem } from "#lib/aws/aws-problem.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { readInstanceStates } from "#lib/aws/instance-states.ts";
import { inNodeWords } from "#lib/aws/refusal-words.ts";
import { readHybridTags, readTags } from "#lib/aws/tag-reads.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { chunksOf, inParallel } from "./in-parallel.ts";
import type { NodeRead } from "./plan-node.ts";
import { goneProblem } from "./tagging-problems.ts";

/** A node's tags as just read, or why not. */
export type TagsRead = { ok: true; tags: Tags } | { ok: false; problem: Problem };

const IDS_PER_READ = 200;
const READS_AT_ONCE = 4;

/**
 * State and tags of exactly these nodes of one cell, read now. Every id has an entry: where a call fails, those that it
 * was about say so. A state that cannot be read is `unknown`; tags that cannot be read are never taken for none.
 */
export async function readNodes(
  cell: CellClients,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, NodeRead>> {
  const reads = new Map<InstanceId, NodeRead>();
  await inParallel(chunksOf(ofKind(ids, "ec2"), IDS_PER_READ), READS_AT_ONCE, async (chunk) => {
    const standings = await attempt(cell, "ec2:DescribeInstances", () => readInstanceStates(cell, chunk, signal));
    const alive: InstanceId[] = [];
    for (const id of chunk) {
      const standing = standings.ok ? standings.value.get(id) : undefined;
      if (!standings.ok || standing?.ok) alive.push(id);
      else reads.set(id, { ok: false, problem: standing?.problem ?? goneProblem({ ...cell, id }) });
    }
    for (const [id, read] of await readNodeTags(cell, alive, signal)) {
      const standing = standings.ok ? standings.value.get(id) : undefined;
      reads.set(id, read.ok ? { ...read, state: standing?.ok ? standing.state : "unknown" } : read);
    }
  });
  for (const [id, read] of await readNodeTags(cell, ofKind(ids, "hybrid"), signal)) {
    reads.set(id, read.ok ? { ...read, state: "none" } : read);
  }
  return reads;
}

/** The tags alone. An EC2 instance that does not exist reads as one without tags: DescribeTags does not tell them apart. */
export async function readNodeTags(
  cell: CellClients,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, TagsRead>> {
  const reads = new Map<InstanceId, TagsRead>();
  await inParallel(chunksOf(ofKind(ids, "ec2"), IDS_PER_READ), READS_AT_ONCE, async (chunk) => {
    const tags = await attempt(cell, "ec2:DescribeTags", () => readTags(cell, chunk, signal));
    for (const id of chunk) reads.set(id, tags.ok ? { ok: true, tags: found(tags.value, id) } : tags);
  });
  await inParallel(ofKind(ids, "hybrid"), READS_AT_ONCE, async (id) => {
    const tags = await attempt(cell, "ssm:ListTagsForResource", () => readHybridTags(cell, id, signal));
    reads.set(id, tags.ok ? { ok: true, tags: tags.value } : tags);
  });
  return reads;
}

type Attempt<T> = { ok: true; value: T } | { ok: false; problem: Problem };

async function attempt<T>(cell: CellClients, action: string, read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, problem: inNodeWords(toProblem(error, { action, account: cell.account, region: cell.region })) };
  }
}

function found(tags: ReadonlyMap<InstanceId, Tags>, id: InstanceId): Tags {
  const own = tags.get(id);
  if (own === undefined) throw new Error(`readTags left out ${id}`);
  return own;
}

function ofKind(ids: readonly InstanceId[], kind: "ec2" | "hybrid"): InstanceId[] {
  return ids.filter((id) => kindOf(id) === kind);
}
