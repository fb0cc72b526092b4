import "server-only";
import { DescribeTagsCommand, type Filter } from "@aws-sdk/client-ec2";
import { ListTagsForResourceCommand } from "@aws-sdk/client-ssm";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import { callCell, pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";

/** EC2 takes 200 filter values in one call ("List and filter your resources"). */
const IDS_PER_CALL = 200;
const PAGE_SIZE = 1000;
/**
 * The user guide has 200 values per filter. Whether EC2 counts over all filters of a call was not tried, so all of ours
 * together are 200; two of them are for the key. Whoever splits a long list splits it here, so that no call is sent for
 * the last two of every 200.
 */
export const IDS_PER_SPELLINGS_READ = 198;
/** Longest filter value ("List and filter using the CLI and API", EC2 User Guide). */
const LONGEST_VALUE = 255;

/** One spelling of a key, with its value. */
export type TagSpelling = { key: string; value: string };

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
  const batches = Array.from({ length: Math.ceil(instances.length / IDS_PER_CALL) }, (_, at) => at * IDS_PER_CALL);
  const read = await Promise.all(batches.map((at) => readInstanceTags(cell, instances.slice(at, at + IDS_PER_CALL), signal)));
  for (const batch of read) for (const [id, found] of batch) tags.set(id, found);
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
  const pages = describeTags(cell, [{ Name: "resource-id", Values: [...ids] }], PAGE_SIZE, signal);
  for await (const page of pages) {
    for (const tag of page.Tags ?? []) found.get(tag.ResourceId ?? "")?.push(tag);
  }
  return new Map(ids.map((id) => [id, toTags(found.get(id) ?? [])]));
}

/**
 * Every spelling of one tag key on nodes of one cell, read now, in key order. Spellings are keys that are equal without
 * regard to case, as IAM sees them. Every id asked for is in the answer, with an empty list where it has none: EC2 says
 * nothing of an id that does not exist, either.
 *
 * EC2's filters know case but also wildcards, of which `?` is one character ("List and filter using the CLI and API",
 * EC2 User Guide; in one place that page has it as "zero or one", which lets in shorter keys that are dropped here). So a
 * page has little but what is wanted, not every tag. The key itself is named literally as well: an endpoint without
 * wildcards still tells its value. Takes any number of ids, IDS_PER_SPELLINGS_READ a call; hybrid nodes one call each.
 * Throws AwsError where a call fails; nothing is guessed from the rest.
 */
export async function readTagSpellings(
  cell: CellClients,
  key: string,
  ids: readonly InstanceId[],
  signal: AbortSignal,
): Promise<ReadonlyMap<InstanceId, readonly TagSpelling[]>> {
  const folded = key.toLowerCase();
  const found = new Map<string, TagSpelling[]>(ids.map((id) => [id, []]));
  const add = (id: string, other: string, value: string): void => {
    if (other.toLowerCase() === folded) found.get(id)?.push({ key: other, value });
  };
  const each = [...new Set(ids)];
  const instances = each.filter((id) => kindOf(id) === "ec2");
  for (let at = 0; at < instances.length; at += IDS_PER_SPELLINGS_READ) {
    const pages = describeSpellings(cell, key, instances.slice(at, at + IDS_PER_SPELLINGS_READ), signal);
    for await (const { Tags = [] } of pages) {
      for (const { ResourceId = "", Key = "", Value = "" } of Tags) add(ResourceId, Key, Value);
    }
  }
  for (const id of each.filter((one) => kindOf(one) === "hybrid")) {
    for (const [other, value] of Object.entries(await readHybridTags(cell, id, signal))) add(id, other, value);
  }
  return new Map(ids.map((id) => [id, (found.get(id) ?? []).sort((one, other) => (one.key < other.key ? -1 : 1))]));
}

function describeSpellings(cell: CellClients, key: string, ids: readonly InstanceId[], signal: AbortSignal) {
  return describeTags(cell, [{ Name: "resource-id", Values: [...ids] }, ...spellingFilters(key)], PAGE_SIZE, signal);
}

/** Page by page what the filters let through. `onCommand` is given every command before it is sent. */
export function describeTags(
  cell: CellClients,
  filters: Filter[],
  pageSize: number,
  signal: AbortSignal,
  onCommand: (command: DescribeTagsCommand) => void = () => undefined,
) {
  return pagesOf(cell, "ec2:DescribeTags", signal, (token, abortSignal) => {
    const command = new DescribeTagsCommand({
      Filters: filters,
      MaxResults: pageSize,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    onCommand(command);
    return cell.ec2.send(command, { abortSignal });
  });
}

/** Lets every spelling of the key through, and little else. */
export function spellingFilters(key: string): Filter[] {
  const keys = spellingPatterns(key);
  return keys === null ? [] : [{ Name: "key", Values: keys }];
}

/**
 * Filter values that take in every spelling of the key, or null where none surely do: outside ASCII an upper-case letter
 * can be longer than its lower-case one.
 */
function spellingPatterns(key: string): string[] | null {
  const literal = key.replaceAll(/[*?\\]/g, "\\$&");
  if (!/^[\x20-\x7e]+$/.test(key) || literal.length > LONGEST_VALUE) return null;
  return [literal, "?".repeat(key.length)];
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
