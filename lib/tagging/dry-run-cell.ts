import "server-only";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { dryRunCreateTag, dryRunDeleteTag } from "#lib/aws/tag-writes.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { DryRun, TagStep } from "#lib/domain/tagging.ts";

/** A node of one cell, with the writes that are planned for it. */
export type PlannedWrites = { id: InstanceId; steps: readonly TagStep[] };

/** Ids in one question. AWS asks for permission node by node, and answers no where it has none for one of them. */
const IDS_PER_QUESTION = 200;

/**
 * Asks AWS without writing whether the planned writes of a cell would be let through: one answer per kind of write, from
 * its first IDS_PER_QUESTION nodes. AWS has no such question for hybrid nodes; their answer is "not known".
 */
export async function dryRunCell(cell: CellClients, nodes: readonly PlannedWrites[], signal: AbortSignal): Promise<DryRun[]> {
  const { account, region } = cell;
  const answers: DryRun[] = [];
  for (const op of ["create", "delete"] as const) {
    const [step, ids] = firstOfKind(nodes, op);
    if (step === undefined) continue;
    const ask = op === "create" ? dryRunCreateTag : dryRunDeleteTag;
    const result = await ask(cell, step, ids, signal);
    const action = op === "create" ? "ec2:CreateTags" : "ec2:DeleteTags";
    answers.push({
      account,
      region,
      action,
      allowed: result.allowed,
      ...(result.allowed === true ? {} : { problem: result.problem }),
    });
  }
  if (nodes.some(({ id }) => kindOf(id) === "hybrid")) {
    const title = "AWS has no way of asking beforehand whether hybrid nodes may be tagged.";
    const problem = { code: "no-dry-run", title, action: "ssm:AddTagsToResource", account, region };
    answers.push({ account, region, action: "ssm:AddTagsToResource", allowed: null, problem });
  }
  return answers;
}

/** The first write of a kind, and those of the first nodes that need just it. */
function firstOfKind(nodes: readonly PlannedWrites[], op: TagStep["op"]): [TagStep | undefined, InstanceId[]] {
  const instances = nodes.filter(({ id }) => kindOf(id) === "ec2");
  const step = instances.flatMap(({ steps }) => steps).find((candidate) => candidate.op === op);
  const ids = instances
    .filter(({ steps }) => steps.some((other) => other.op === op && other.key === step?.key && other.value === step.value))
    .slice(0, IDS_PER_QUESTION)
    .map(({ id }) => id);
  return [step, ids];
}
