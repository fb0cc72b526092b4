import "server-only";
import { CreateTagsCommand, DeleteTagsCommand } from "@aws-sdk/client-ec2";
import { AddTagsToResourceCommand, ListTagsForResourceCommand, RemoveTagsFromResourceCommand } from "@aws-sdk/client-ssm";
import type { InstanceId } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { type AwsFault, toAwsError } from "./aws-problem.ts";
import { callCell } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";
import { checkEachAttempt, EACH_ATTEMPT } from "./check-each-attempt.ts";
import { readNamedIds } from "./named-ids.ts";
import { inNodeWords } from "./refusal-words.ts";

/** One tag, whole. A delete without a value, or without a tag at all, cannot be said in this type. */
export type TagPair = { readonly key: string; readonly value: string };

/** Asked right before every attempt of a write; where it says no, the write ends with the fault `stopped`. */
export type MaySend = () => boolean;

/** How a tag write ended. It is one answer for all of its ids: AWS gives no result per resource. */
export type TagWrite =
  | { ok: true; requestId: string }
  | {
      ok: false;
      fault: AwsFault;
      problem: Problem;
      /** Ids that the refusal names as missing or malformed, as AWS wrote them. */
      named: readonly string[];
    };

/** What AWS says when asked whether a tag write would be let through. `null`: it could not be found out, and why. */
export type DryRunAnswer = { allowed: true } | { allowed: false; problem: Problem } | { allowed: null; problem: Problem };

/** EC2's own limit of resources in one CreateTags or DeleteTags. */
export const MAX_TAGGED_AT_ONCE = 1000;

/**
 * ec2:CreateTags: puts the tag on every instance, over whatever value its key has there.
 * Throws RangeError for no id, for more than MAX_TAGGED_AT_ONCE and for ids that are not EC2's; returns every refusal.
 */
export async function createTag(
  cell: CellClients,
  tag: TagPair,
  ids: readonly InstanceId[],
  signal: AbortSignal,
  maySend: MaySend = always,
): Promise<TagWrite> {
  const command = createTagsCommand(tag, ids, false);
  command.middlewareStack.add(checkEachAttempt(maySend), EACH_ATTEMPT);
  return write(cell, "ec2:CreateTags", signal, (abortSignal) => cell.ec2.send(command, { abortSignal }));
}

/**
 * ec2:DeleteTags of exactly one key with exactly one value: EC2 takes it off where both match and leaves everything
 * else alone. Throws as createTag does; an empty value is a value.
 */
export async function deleteTag(
  cell: CellClients,
  tag: TagPair,
  ids: readonly InstanceId[],
  signal: AbortSignal,
  maySend: MaySend = always,
): Promise<TagWrite> {
  const command = deleteTagsCommand(tag, ids, false);
  command.middlewareStack.add(checkEachAttempt(maySend), EACH_ATTEMPT);
  return write(cell, "ec2:DeleteTags", signal, (abortSignal) => cell.ec2.send(command, { abortSignal }));
}

/**
 * Asks EC2 whether it would let createTag through, without writing. It answers no where one of the ids is denied, and
 * tells of permission only: whether the ids exist is not part of the answer (EC2 API reference, CreateTags, DryRun).
 * SSM has no such question, so for hybrid nodes the answer is null and nothing is sent.
 * Throws RangeError as createTag does, and for instances and hybrid nodes in one question.
 */
export async function dryRunCreateTag(
  cell: CellClients,
  tag: TagPair,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<DryRunAnswer> {
  if (areHybrid(ids)) return { allowed: null, problem: noDryRun(cell, "ssm:AddTagsToResource") };
  const command = createTagsCommand(tag, ids, true);
  return dryRun(cell, "ec2:CreateTags", signal, (abortSignal) => cell.ec2.send(command, { abortSignal }));
}

/** The same for deleteTag. */
export async function dryRunDeleteTag(
  cell: CellClients,
  tag: TagPair,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<DryRunAnswer> {
  if (areHybrid(ids)) return { allowed: null, problem: noDryRun(cell, "ssm:RemoveTagsFromResource") };
  const command = deleteTagsCommand(tag, ids, true);
  return dryRun(cell, "ec2:DeleteTags", signal, (abortSignal) => cell.ec2.send(command, { abortSignal }));
}

/** ssm:AddTagsToResource for one hybrid node; overwrites like createTag. */
export async function createHybridTag(
  cell: CellClients,
  tag: TagPair,
  id: InstanceId,
  signal: AbortSignal,
  maySend: MaySend = always,
): Promise<TagWrite> {
  const { key, value } = checkTag(tag);
  const command = new AddTagsToResourceCommand({
    ResourceType: "ManagedInstance",
    ResourceId: checkHybridId(id),
    Tags: [{ Key: key, Value: value }],
  });
  command.middlewareStack.add(checkEachAttempt(maySend), EACH_ATTEMPT);
  return write(cell, "ssm:AddTagsToResource", signal, (abortSignal) => cell.ssm.send(command, { abortSignal }));
}

/**
 * ssm:RemoveTagsFromResource for one hybrid node. SSM takes keys without values, so the value is read right before:
 * where it differs nothing is removed (`changed-meanwhile`), and where the key is gone already there is nothing to do.
 */
export async function deleteHybridTag(
  cell: CellClients,
  tag: TagPair,
  id: InstanceId,
  signal: AbortSignal,
  maySend: MaySend = always,
): Promise<TagWrite> {
  const { key, value } = checkTag(tag);
  const resource = checkHybridId(id);
  let found: string | undefined;
  const read = await write(cell, "ssm:ListTagsForResource", signal, async (abortSignal) => {
    const output = await cell.ssm.send(
      new ListTagsForResourceCommand({ ResourceType: "ManagedInstance", ResourceId: resource }),
      {
        abortSignal,
      },
    );
    found = output.TagList?.find((candidate) => candidate.Key === key)?.Value;
    return output;
  });
  if (!read.ok || found === undefined) return read;
  if (found !== value) return { ok: false, fault: "rejected", problem: valueChanged(cell, key), named: [] };
  const command = new RemoveTagsFromResourceCommand({ ResourceType: "ManagedInstance", ResourceId: resource, TagKeys: [key] });
  command.middlewareStack.add(checkEachAttempt(maySend), EACH_ATTEMPT);
  return write(cell, "ssm:RemoveTagsFromResource", signal, (abortSignal) => cell.ssm.send(command, { abortSignal }));
}

function createTagsCommand(tag: TagPair, ids: readonly InstanceId[], isDryRun: boolean): CreateTagsCommand {
  const { key, value } = checkTag(tag);
  return new CreateTagsCommand({ Resources: checkIds(ids), Tags: [{ Key: key, Value: value }], ...dryRunOf(isDryRun) });
}

/**
 * The only place that makes a DeleteTagsCommand. Without Tags it would take every tag off, and without a value any value
 * of the key, so what a caller without types may pass is refused before anything is sent.
 */
function deleteTagsCommand(tag: TagPair, ids: readonly InstanceId[], isDryRun: boolean): DeleteTagsCommand {
  const { key, value } = checkTag(tag);
  return new DeleteTagsCommand({ Resources: checkIds(ids), Tags: [{ Key: key, Value: value }], ...dryRunOf(isDryRun) });
}

function dryRunOf(isDryRun: boolean): { DryRun?: true } {
  return isDryRun ? { DryRun: true } : {};
}

function always(): boolean {
  return true;
}

type Answer = { $metadata: { requestId?: string } };

async function write(
  cell: CellClients,
  action: string,
  signal: AbortSignal,
  send: (abortSignal: AbortSignal) => Promise<Answer>,
): Promise<TagWrite> {
  try {
    const output = await callCell(cell, action, signal, send);
    return { ok: true, requestId: output.$metadata.requestId ?? "" };
  } catch (error) {
    const failure = toAwsError(error, { action, account: cell.account, region: cell.region });
    return { ok: false, fault: failure.fault, problem: inNodeWords(failure.problem), named: readNamedIds(failure) };
  }
}

/** A dry run always ends in an error: `DryRunOperation` where the write would have been let through. */
async function dryRun(
  cell: CellClients,
  action: string,
  signal: AbortSignal,
  send: (abortSignal: AbortSignal) => Promise<Answer>,
): Promise<DryRunAnswer> {
  const answer = await write(cell, action, signal, send);
  if (answer.ok) return { allowed: null, problem: dryRunIgnored(cell, action) };
  if (answer.problem.code === "DryRunOperation") return { allowed: true };
  return { allowed: answer.fault === "denied" ? false : null, problem: answer.problem };
}

function dryRunIgnored({ account, region }: CellClients, action: string): Problem {
  const title = `This endpoint carried out ${action} although it was only asked whether it would.`;
  return { code: "dry-run-ignored", title, remedy: "Check AWS_ENDPOINT_URL.", action, account, region };
}

function noDryRun({ account, region }: CellClients, action: string): Problem {
  const title = "AWS has no way of asking beforehand whether hybrid nodes may be tagged.";
  return { code: "no-dry-run", title, action, account, region };
}

function valueChanged(cell: CellClients, key: string): Problem {
  return {
    code: "changed-meanwhile",
    title: "The tag has another value by now; it was left as it is.",
    detail: `${key} was read right before it would have been removed.`,
    action: "ssm:RemoveTagsFromResource",
    account: cell.account,
    region: cell.region,
  };
}

/** Reads each member once, so that what was checked is what is sent. */
function checkTag(tag: TagPair): TagPair {
  const { key, value } = tag;
  if (typeof key !== "string" || key === "" || typeof value !== "string") {
    throw new RangeError("A tag write needs one key and its value.");
  }
  return { key, value };
}

function checkIds(ids: readonly InstanceId[]): string[] {
  const checked = [...ids];
  if (checked.length === 0 || checked.length > MAX_TAGGED_AT_ONCE || !checked.every(isEc2Id)) {
    throw new RangeError(`A tag write needs 1 to ${MAX_TAGGED_AT_ONCE} instance ids.`);
  }
  return checked;
}

function checkHybridId(id: InstanceId): string {
  if (typeof id !== "string" || !/^mi-[0-9a-f]+$/.test(id)) throw new RangeError("Not the id of a hybrid node.");
  return id;
}

function areHybrid(ids: readonly InstanceId[]): boolean {
  return ids.length > 0 && ids.every((id) => typeof id === "string" && id.startsWith("mi-"));
}

function isEc2Id(id: unknown): boolean {
  return typeof id === "string" && /^i-[0-9a-f]+$/.test(id);
}
