import "server-only";
import { DescribeTagsCommand } from "@aws-sdk/client-ec2";
import { ListTagsForResourceCommand } from "@aws-sdk/client-ssm";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import { callCell, pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";

/** EC2 takes 200 filter values in one call ("List and filter your resources"). */
const IDS_PER_CALL = 200;
const PAGE_SIZE = 1000;

/**
 * The tags of nodes of one cell, read now: EC2 instances with DescribeTags, hybrid nodes one call each. Every id asked
 * for is in the answer. DescribeTags says nothing of an id that does not exist: such an id has no tags either.
 * Throws AwsError where a call fails; nothing is guessed from the rest.
 */
export async function readTags(
  cell: CellClients,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, Tags>> {
  const tags = new Map<InstanceId, Tags>();
  const instances = ids.filter((id) => kindOf(id) === "ec2");
  for (let at = 0; at < instances.length; at += IDS_PER_CALL) {
    for (const [id, found] of await readInstanceTags(cell, instances.slice(at, at + IDS_PER_CALL), signal)) tags.set(id, found);
  }
  for (const id of ids) {
    if (kindOf(id) === "hybrid") tags.set(id, await readHybridTags(cell, id, signal));
  }
  return tags;
}

/** Tags of at most 200 EC2 instances. An id without tags has an empty object. */
async function readInstanceTags(
  cell: CellClients,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, Tags>> {
  const found = new Map<string, TagList[number][]>(ids.map((id) => [id, []]));
  const pages = pagesOf(cell, "ec2:DescribeTags", signal, (token, abortSignal) =>
    cell.ec2.send(
      new DescribeTagsCommand({
        Filters: [{ Name: "resource-id", Values: [...ids] }],
        MaxResults: PAGE_SIZE,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal },
    ),
  );
  for await (const page of pages) {
    for (const tag of page.Tags ?? []) found.get(tag.ResourceId ?? "")?.push(tag);
  }
  return new Map(ids.map((id) => [id, toTags(found.get(id) ?? [])]));
}

/** Tags of one hybrid node. */
export async function readHybridTags(cell: CellClients, id: InstanceId, signal: AbortSignal): Promise<Tags> {
  const output = await callCell(cell, "ssm:ListTagsForResource", signal, (abortSignal) =>
    cell.ssm.send(new ListTagsForResourceCommand({ ResourceType: "ManagedInstance", ResourceId: id }), { abortSignal }),
  );
  return toTags(output.TagList ?? []);
}

type TagList = readonly { Key?: string | undefined; Value?: string | undefined }[];

/** AWS's list as our record. Without a prototype: a tag may be called `__proto__` or `constructor`. */
export function toTags(list: TagList): Tags {
  const tags: Record<string, string> = Object.create(null);
  for (const { Key, Value } of list) if (Key !== undefined) tags[Key] = Value ?? "";
  return tags;
}

/** The value of the `Name` tag, or "". */
export function nameOf(tags: Tags | null): string {
  const { Name = "" } = tags ?? {};
  return Name;
}
