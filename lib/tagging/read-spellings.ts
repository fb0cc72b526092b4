import "server-only";
import { toAwsError } from "#lib/aws/aws-problem.ts";
import { inNodeWords } from "#lib/aws/refusal-words.ts";
import { readTagSpellings } from "#lib/aws/tag-reads.ts";
import type { InstanceId } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { readTagState, type TagReading } from "#lib/domain/tag-state.ts";
import type { CellWork } from "./cell-work.ts";
import type { NodeRun } from "./node-run.ts";

/** Every spelling of the tag on a node, as just read, or why not. */
export type SpellingsRead = { ok: true; reading: TagReading } | { ok: false; problem: Problem };

/**
 * Reads every spelling of the job's tag on up to 200 nodes, now, and tells the estate. Expired credentials are waited out.
 * One call that fails is the same answer for all of its nodes. An instance that does not exist reads as one without the
 * tag: DescribeTags does not tell them apart.
 */
export async function readSpellings(
  { job, cell }: CellWork,
  runs: readonly NodeRun[],
  signal: AbortSignal,
): Promise<(run: NodeRun) => SpellingsRead> {
  const { key } = job.tag;
  const ids = runs.map((run) => run.id);
  const read = await job.waitingForCredentials(
    () => attempt(() => readTagSpellings(cell, key, ids, signal), cell),
    (result) => (!result.ok && result.fault === "credentials" ? result.problem : null),
  );
  if (!read.ok) return () => ({ ok: false, problem: read.problem });
  return ({ account, region, id }) => {
    const found = read.value.get(id);
    if (found === undefined) throw new Error(`readTagSpellings left out ${id}`);
    job.estate.onSpellingsRead({ account, region, id }, found);
    return { ok: true, reading: readTagState(Object.fromEntries(found.map((tag) => [tag.key, tag.value])), job.tag) };
  };
}

type Attempt<T> = { ok: true; value: T } | { ok: false; fault: string; problem: Problem };

async function attempt<T>(read: () => Promise<ReadonlyMap<InstanceId, T>>, { account, region }: CellWork["cell"]) {
  try {
    return { ok: true, value: await read() } satisfies Attempt<ReadonlyMap<InstanceId, T>>;
  } catch (error) {
    const { fault, problem } = toAwsError(error, { action: "ec2:DescribeTags", account, region });
    return { ok: false, fault, problem: inNodeWords(problem) } satisfies Attempt<T>;
  }
}
