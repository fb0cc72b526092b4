import "server-only";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import type { InstanceId } from "#lib/domain/ids.ts";
import type { NodeState, Tags } from "#lib/domain/node.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { AwsError } from "./aws-problem.ts";
import { callCell } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";
import { CUT_OUT, cutOutElement } from "./cut-out-element.ts";
import { readNamedIds } from "./named-ids.ts";
import { type Ec2Node, fromSdkInstance, readInstances } from "./read-instances.ts";
import { inNodeWords } from "./refusal-words.ts";

/** Where an instance stands, with its tags (null where the answer has none), or AWS's own refusal of its id. */
export type InstanceStanding = { ok: true; state: NodeState; tags: Tags | null } | { ok: false; problem: Problem };

/**
 * The states and tags of up to 1,000 EC2 instances of one cell, read now. Asks by id, so that instances which AWS services
 * manage are told too. AWS refuses the whole call for one id that it does not know; such ids are cut out and carry the
 * refusal. An id of another account is left out by AWS without a word, and is not in the answer.
 * Throws AwsError where the call fails otherwise, and RangeError for no id: that would list everything.
 */
export async function readInstanceStates(
  cell: CellClients,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, InstanceStanding>> {
  if (ids.length === 0 || ids.length > 1000) throw new RangeError("Instance states are read for 1 to 1,000 ids.");
  const standings = new Map<InstanceId, InstanceStanding>();
  let asked = ids;
  while (asked.length > 0) {
    const answer = await describe(cell, asked, signal);
    if (answer.ok) {
      for (const { id, state, tags } of answer.nodes) standings.set(id, { ok: true, state, tags });
      break;
    }
    for (const id of asked) if (answer.named.has(id)) standings.set(id, { ok: false, problem: answer.problem });
    asked = asked.filter((id) => !answer.named.has(id));
  }
  return standings;
}

type Answer = { ok: true; nodes: readonly Ec2Node[] } | { ok: false; problem: Problem; named: ReadonlySet<string> };

async function describe(cell: CellClients, ids: readonly InstanceId[], signal: AbortSignal): Promise<Answer> {
  let nodes: readonly Ec2Node[] | null = null;
  const command = new DescribeInstancesCommand({ InstanceIds: [...ids] });
  command.middlewareStack.add(
    cutOutElement("reservationSet", (element) => {
      nodes = readInstances(element);
    }),
    CUT_OUT,
  );
  try {
    const { Reservations = [] } = await callCell(cell, "ec2:DescribeInstances", signal, (abortSignal) =>
      cell.ec2.send(command, { abortSignal }),
    );
    return { ok: true, nodes: nodes ?? Reservations.flatMap(({ Instances = [] }) => Instances).map(fromSdkInstance) };
  } catch (error) {
    const named = error instanceof AwsError ? readNamedIds(error) : [];
    // Only a refusal that names ids we asked for gets us on; any other would be sent again for ever.
    if (error instanceof AwsError && ids.some((id) => named.includes(id))) {
      return { ok: false, problem: inNodeWords(error.problem), named: new Set(named) };
    }
    throw error;
  }
}
