import "server-only";
import type { AwsFault } from "#lib/aws/aws-problem.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { createHybridTag, createTag, deleteHybridTag, deleteTag, type MaySend, type TagWrite } from "#lib/aws/tag-writes.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { TagStep } from "#lib/domain/tagging.ts";
import { pause } from "./pause.ts";
import type { SendResult } from "./send-isolating.ts";

/**
 * Sends one step for up to 1,000 instances or for one hybrid node, and waits out whoever else tags the same
 * resources at the moment (ConcurrentTagAccess). Nothing is sent while `maySend` says no. Throttling was waited out by then: the SDK's attempts are paced.
 */
export async function sendWrite(
  cell: CellClients,
  step: TagStep,
  ids: readonly InstanceId[],
  busyMs: readonly number[],
  maySend: MaySend,
): Promise<SendResult> {
  for (const waitMs of busyMs) {
    const result = await write(cell, step, ids, maySend);
    if (result.ok || result.problem.code !== "ConcurrentTagAccess") return toSendResult(result);
    await pause(waitMs);
  }
  return toSendResult(await write(cell, step, ids, maySend));
}

async function write(cell: CellClients, step: TagStep, ids: readonly InstanceId[], maySend: MaySend): Promise<TagWrite> {
  // A write that is under way is never cut off: whether AWS did it would not be known.
  const { signal } = new AbortController();
  const [first] = ids;
  if (ids.length === 1 && first !== undefined && kindOf(first) === "hybrid") {
    const writeOne = step.op === "create" ? createHybridTag : deleteHybridTag;
    return writeOne(cell, step, first, signal, maySend);
  }
  return (step.op === "create" ? createTag : deleteTag)(cell, step, ids, signal, maySend);
}

function toSendResult(write: TagWrite): SendResult {
  if (write.ok) return { result: "accepted", requestId: write.requestId };
  const { problem, named } = write;
  if (problem.code === "ConcurrentTagAccess") return { result: "uncertain", problem };
  const { fault } = write;
  const result = RESULT_BY_FAULT[fault];
  if (result === "refused") return { result, problem, named };
  return result === "stopped" ? { result, problem, fault } : { result, problem };
}

const RESULT_BY_FAULT: Record<AwsFault, "refused" | "uncertain" | "stopped"> = {
  denied: "refused",
  rejected: "refused",
  credentials: "stopped",
  "region-disabled": "stopped",
  unsupported: "stopped",
  stopped: "stopped",
  throttled: "uncertain",
  timeout: "uncertain",
  network: "uncertain",
  server: "uncertain",
  unexpected: "uncertain",
};
