import type { Cell } from "#lib/domain/cell.ts";
import { type InstanceId, kindOf } from "#lib/domain/ids.ts";
import type { Node, Tags } from "#lib/domain/node.ts";
import type { RowColumns, TextColumn } from "./columns/row-columns.ts";
import { NODE_STATES, PLATFORMS, SSM_STATES } from "./columns/vocabulary.ts";

/** Every fact of one row, as an object. */
export function nodeAt(rows: RowColumns, row: number, cell: Cell, id: InstanceId): Node {
  const text = (column: TextColumn): string => rows.texts.text(rows.codes[column][row] ?? 0);
  return {
    partition: cell.partition,
    account: cell.account,
    region: cell.region,
    id,
    kind: kindOf(id),
    name: text("name"),
    state: NODE_STATES[rows.words.state[row] ?? 0] ?? "unknown",
    platform: PLATFORMS[rows.words.platform[row] ?? 0] ?? "unknown",
    platformName: text("platformName"),
    ssm: SSM_STATES[rows.words.ssm[row] ?? 0] ?? "unknown",
    lastPing: rows.times.lastPing[row] || null,
    agentVersion: text("agentVersion"),
    tags: tagsAt(rows, row),
    instanceType: text("instanceType"),
    privateIp: rows.ips.text(row),
    instanceProfile: text("instanceProfile"),
    launched: rows.times.launched[row] || null,
    managedBy: text("managedBy"),
  };
}

/** A row's tags in the order in which they came, or null where they were not read. */
export function tagsAt(rows: RowColumns, row: number): Tags | null {
  const { tags, texts } = rows;
  if (!tags.isRead(row)) return null;
  const entries: [key: string, value: string][] = [];
  for (let at = tags.begin(row); at < tags.end(row); at += 1) {
    const pair = tags.pool[at] ?? 0;
    entries.push([texts.text(tags.pairs.first(pair)), texts.text(tags.pairs.second(pair))]);
  }
  // Not by assignment: `__proto__` is a tag key like any other.
  return Object.fromEntries(entries);
}
