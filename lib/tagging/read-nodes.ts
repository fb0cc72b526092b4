import "server-only";
import { toProblem } from "#lib/aws/aws-problem.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { readInstanceStates } from "#lib/aws/instance-states.ts";
import { inNodeWords } from "#lib/aws/refusal-words.ts";
import { readHybridTags, readTagSpellings, readTags, type TagSpelling } from "#lib/aws/tag-reads.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { NodeState, Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { chunksOf, inParallel } from "./in-parallel.ts";
import type { NodeRead } from "./plan-node.ts";
import { goneProblem } from "./tagging-problems.ts";

/** A node's tags as just read, or why not. */
type TagsRead = { ok: true; tags: Tags } | { ok: false; problem: Problem };

const IDS_PER_READ = 200;
const READS_AT_ONCE = 4;

/**
 * State and tags of exactly these nodes of one cell, read now. Every id has an entry: where a call fails, those that it
 * was about say so. Tags that cannot be read are never taken for none. DescribeInstances tells both at once, but has been
 * seen to leave tags out (cloud-custodian issues 252, 10909, 11064): that a node lacks our tag is asked of DescribeTags.
 */
export async function readNodes(
  cell: CellClients,
  key: string,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, NodeRead>> {
  const reads = new Map<InstanceId, NodeRead>();
  await inParallel(chunksOf(ofKind(ids, "ec2"), IDS_PER_READ), READS_AT_ONCE, async (chunk) => {
    const standings = await attempt(cell, "ec2:DescribeInstances", () => readInstanceStates(cell, chunk, signal));
    if (!standings.ok) {
      for (const [id, read] of await readAllTags(cell, chunk, signal)) reads.set(id, withState(read, "unknown"));
      return;
    }
    const lacking: InstanceId[] = [];
    const bare: InstanceId[] = [];
    for (const id of chunk) {
      const standing = standings.value.get(id);
      if (!standing?.ok) reads.set(id, { ok: false, problem: standing?.problem ?? goneProblem({ ...cell, id }) });
      else if (standing.tags === null) bare.push(id);
      else if (hasSpelling(standing.tags, key)) reads.set(id, { ok: true, state: standing.state, tags: standing.tags });
      else lacking.push(id);
    }
    const stateOf = (id: InstanceId): NodeState => {
      const standing = standings.value.get(id);
      return standing?.ok ? standing.state : "unknown";
    };
    for (const [id, read] of await readAllTags(cell, bare, signal)) reads.set(id, withState(read, stateOf(id)));
    const spellings = await attempt(cell, "ec2:DescribeTags", () => readTagSpellings(cell, key, lacking, signal));
    for (const id of lacking) {
      const standing = standings.value.get(id);
      const tags = standing?.ok ? standing.tags : null;
      const read: TagsRead = spellings.ok ? { ok: true, tags: merged(tags, found(spellings.value, id)) } : spellings;
      reads.set(id, withState(read, stateOf(id)));
    }
  });
  for (const [id, read] of await readAllTags(cell, ofKind(ids, "hybrid"), signal)) reads.set(id, withState(read, "none"));
  return reads;
}

/** Every tag. An EC2 instance that does not exist reads as one without tags: DescribeTags does not tell them apart. */
async function readAllTags(
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

function withState(read: TagsRead, state: NodeState): NodeRead {
  return read.ok ? { ...read, state } : read;
}

function hasSpelling(tags: Tags, key: string): boolean {
  return Object.keys(tags).some((other) => other.toLowerCase() === key.toLowerCase());
}

/** Without a prototype: a tag may be called `__proto__`. */
function merged(tags: Tags | null, spellings: readonly TagSpelling[]): Tags {
  const all: Record<string, string> = Object.assign(Object.create(null), tags);
  for (const { key, value } of spellings) all[key] = value;
  return all;
}

type Attempt<T> = { ok: true; value: T } | { ok: false; problem: Problem };

async function attempt<T>(cell: CellClients, action: string, read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, problem: inNodeWords(toProblem(error, { action, account: cell.account, region: cell.region })) };
  }
}

function found<T>(read: ReadonlyMap<InstanceId, T>, id: InstanceId): T {
  const own = read.get(id);
  if (own === undefined) throw new Error(`The reading left out ${id}`);
  return own;
}

function ofKind(ids: readonly InstanceId[], kind: "ec2" | "hybrid"): InstanceId[] {
  return ids.filter((id) => kindOf(id) === kind);
}
