import "server-only";
import { toAwsError } from "#lib/aws/aws-problem.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import { listSpellings } from "#lib/aws/list-spellings.ts";
import type { Reading } from "#lib/aws/reading.ts";
import { readHybridTags, type TagSpelling } from "#lib/aws/tag-reads.ts";
import { turns } from "#lib/aws/turns.ts";
import type { Node } from "#lib/domain/node.ts";
import type { Snapshot } from "../snapshot.ts";
import type { WireLine } from "../wire.ts";
import { type ColumnName, changedColumns, encodeColumns } from "./encode-columns.ts";
import { withSpellings, withTags } from "./join-node.ts";
import { type CellEnd, stateOf } from "./sweep-cell.ts";

export type CheckTag = {
  clients: CellClients;
  snapshot: Snapshot;
  /** Rows of the cell, gone ones included. */
  rows: readonly number[];
  reading: Reading;
  signal: AbortSignal;
  emit(line: WireLine): void;
  /** Rows that were tagged at a time later than the request keep those tags. */
  tagsSince(row: number): number;
};

/** Rows that are looked at in one go: a few milliseconds. */
const SLICE = 1000;
/** Hybrid nodes whose tags are asked for at the same time; the pacer says how fast. */
const HYBRIDS_AT_ONCE = 8;

/**
 * Reads the tag of the snapshot again, in every spelling, on all nodes of one cell and nothing else. Only where a list was
 * read to its end does a node that is not on it lose the tag; a node whose other tags are not read stays so; nodes that
 * are new are not added. Never throws: what ended it is in the answer.
 */
export async function checkTag(check: CheckTag): Promise<CellEnd> {
  const { clients, snapshot } = check;
  const live = check.rows.filter((row) => !snapshot.isGone(row));
  const instances = live.filter((row) => !snapshot.rows.ids.isHybrid(row));
  const hybrids = live.filter((row) => snapshot.rows.ids.isHybrid(row));
  try {
    await Promise.all([checkInstances(check, instances), checkHybrids(check, hybrids)]);
    return { state: "read", notes: [] };
  } catch (error) {
    const place = { action: "ec2:DescribeTags", account: clients.account, region: clients.region };
    const failure = toAwsError(error, place);
    if (failure.fault === "unexpected") console.error(`Checking tags in ${clients.account} ${clients.region} failed:`, error);
    return { state: stateOf(failure.fault), problem: failure.problem, notes: [] };
  }
}

async function checkInstances(check: CheckTag, rows: readonly number[]): Promise<void> {
  if (rows.length === 0) return;
  const { clients, snapshot, reading, signal, tagsSince } = check;
  const { key } = snapshot.tag;
  const askedAtMs = Date.now();
  const found = await listSpellings(clients, key, { reading, signal, expected: rows.length });
  for (let at = 0; at < rows.length; at += SLICE) {
    await turns.take();
    const edits = new Map<number, Node>();
    for (const row of rows.slice(at, at + SLICE)) {
      if (snapshot.isGone(row) || tagsSince(row) > askedAtMs) continue;
      const spellings = found.get(snapshot.idAt(row)) ?? [];
      if (hasSpellings(snapshot, row, key.toLowerCase(), spellings)) continue;
      const after = withSpellings(snapshot.node(row), key, spellings);
      if (after !== null) edits.set(row, after);
    }
    send(check, edits);
  }
}

/** SSM tells tags of one node a call, and all of them. What cannot be read stays as it is. */
async function checkHybrids(check: CheckTag, rows: readonly number[]): Promise<void> {
  const { clients, snapshot, signal, tagsSince } = check;
  const left = rows.values();
  const readNext = async (): Promise<void> => {
    for (const row of left) {
      const askedAtMs = Date.now();
      const tags = await readHybridTags(clients, snapshot.idAt(row), signal);
      if (snapshot.isGone(row) || tagsSince(row) > askedAtMs) continue;
      send(check, new Map([[row, withTags(snapshot.node(row), tags)]]));
    }
  };
  await Promise.all(Array.from({ length: HYBRIDS_AT_ONCE }, readNext));
}

/** True where the row has just these spellings of the key, or tags that are not read. Without making the node of the row. */
function hasSpellings({ rows }: Snapshot, row: number, folded: string, spellings: readonly TagSpelling[]): boolean {
  const { tags, texts } = rows;
  if (!tags.isRead(row)) return true;
  let count = 0;
  for (let at = tags.begin(row); at < tags.end(row); at += 1) {
    const pair = tags.pool[at] ?? 0;
    const key = tags.pairs.first(pair);
    if (texts.lower(key) !== folded) continue;
    const value = texts.text(tags.pairs.second(pair));
    if (!spellings.some((spelling) => spelling.key === texts.text(key) && spelling.value === value)) return false;
    count += 1;
  }
  return count === spellings.length;
}

function send({ snapshot, emit }: CheckTag, edits: ReadonlyMap<number, Node>): void {
  const names = new Set<ColumnName>();
  const rows: number[] = [];
  const nodes: Node[] = [];
  for (const [row, after] of edits) {
    const columns = changedColumns(snapshot.node(row), after);
    if (columns.length === 0) continue;
    for (const name of columns) names.add(name);
    rows.push(row);
    nodes.push(after);
  }
  if (rows.length > 0) emit({ t: "set", rows, cols: encodeColumns(names, nodes) });
}
