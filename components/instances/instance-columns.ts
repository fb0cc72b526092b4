import { type CellContent, textCell } from "#components/table/cell-content.ts";
import type { GridColumn } from "#components/table/grid-column.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { noneCell } from "./cells/none-cell.ts";
import { ownerCell } from "./cells/owner-cell.ts";
import { reachCell } from "./cells/reach-cell.ts";
import { ssmCell } from "./cells/ssm-cell.ts";
import { stateCell } from "./cells/state-cell.ts";
import { tagCell } from "./cells/tag-cell.ts";
import { timeCell } from "./cells/time-cell.ts";
import { labelOf, tagField, tagKeyOf } from "./filters/instance-fields.ts";
import type { InstanceRow } from "./instance-row.ts";
import type { NodeAction } from "./next-action.ts";

export type ColumnContext = {
  tag: TagSpec;
  onFix: (row: InstanceRow, action: NodeAction) => void;
};

type Draw = (row: InstanceRow, context: ColumnContext) => CellContent;

/** Every column but those of tags, in the order of the column chooser. */
export const COLUMN_FIELDS = [
  "name",
  "id",
  "account",
  "region",
  "state",
  "platform",
  "ssm",
  "tagState",
  "reach",
  "platformName",
  "instanceType",
  "privateIp",
  "owner",
  "managedBy",
  "agentVersion",
  "lastPing",
  "launched",
] as const;

type ColumnField = (typeof COLUMN_FIELDS)[number];

const COLUMNS: Readonly<Record<ColumnField, { minWidth: number; grow: number; draw: Draw }>> = {
  name: { minWidth: 150, grow: 3, draw: ({ node }) => nameCell(node.name) },
  id: { minWidth: 170, grow: 0, draw: ({ node }) => identCell(node.id) },
  account: { minWidth: 88, grow: 1, draw: ({ account, node }) => toldCell(account, node.account) },
  region: { minWidth: 116, grow: 0, draw: ({ node }) => toldCell(node.region) },
  state: { minWidth: 96, grow: 0, draw: ({ node }) => stateCell(node.state) },
  platform: { minWidth: 92, grow: 0, draw: ({ node }) => toldCell(PLATFORM_WORDS[node.platform]) },
  ssm: { minWidth: 136, grow: 0, draw: ({ node }) => ssmCell(node.ssm, node.lastPing) },
  tagState: { minWidth: 128, grow: 2, draw: ({ tag }, context) => tagCell(tag, context.tag) },
  reach: { minWidth: 172, grow: 0, draw: (row, context) => reachCell(row, context.tag, context.onFix) },
  platformName: { minWidth: 150, grow: 1, draw: ({ node }) => toldCell(node.platformName) },
  instanceType: { minWidth: 112, grow: 0, draw: ({ node }) => toldCell(node.instanceType) },
  privateIp: { minWidth: 112, grow: 0, draw: ({ node }) => identCell(node.privateIp) },
  owner: { minWidth: 150, grow: 1, draw: ({ node }) => ownerCell(node.tags) },
  managedBy: { minWidth: 150, grow: 1, draw: ({ node }) => toldCell(node.managedBy) },
  agentVersion: { minWidth: 100, grow: 0, draw: ({ node }) => identCell(node.agentVersion) },
  lastPing: { minWidth: 92, grow: 0, draw: ({ node }) => timeCell(node.lastPing, "age") },
  launched: { minWidth: 160, grow: 0, draw: ({ node }) => timeCell(node.launched, "full") },
};

/** The columns of the table, one for each tag key in `tagKeys` at the end. */
export function instanceColumns(tagKeys: readonly string[], context: ColumnContext): readonly GridColumn<InstanceRow>[] {
  return [
    ...COLUMN_FIELDS.map((field) => column(field, COLUMNS[field].minWidth, COLUMNS[field].grow, COLUMNS[field].draw, context)),
    ...tagKeys.map((key) => column(tagField(key), 128, 1, ({ node }) => tagValueCell(node.tags, key), context)),
  ];
}

/** The columns without those that the details tell as well, for where there is no room for all. */
export function columnsInShort(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => field !== "id" && field !== "state" && field !== "platform");
}

/** Tag keys among the columns shown. */
export function tagKeysOf(fields: readonly string[]): readonly string[] {
  return fields.map(tagKeyOf).filter((key) => key !== undefined);
}

function column(field: string, minWidth: number, grow: number, draw: Draw, context: ColumnContext): GridColumn<InstanceRow> {
  return {
    id: field,
    title: labelOf(field),
    minWidth,
    grow,
    ...(field === "name" && { pinned: "start" as const }),
    ...(field === "reach" && { pinned: "end" as const }),
    content: (row) => draw(row, context),
  };
}

export const PLATFORM_WORDS = { linux: "Linux", windows: "Windows", macos: "macOS", unknown: "Unknown" } as const;

function nameCell(name: string): CellContent {
  return name === "" ? noneCell("(no name)") : textCell(name, "font-medium text-ink");
}

function toldCell(text: string, title = text): CellContent {
  return text === "" ? noneCell("(not told)") : textCell(text, "text-ink-2", title);
}

function identCell(text: string): CellContent {
  return text === "" ? noneCell("(not told)") : { parts: [{ as: "text", text, look: "ident text-ink-2" }] };
}

function tagValueCell(tags: InstanceRow["node"]["tags"], tagKey: string): CellContent {
  if (tags === null) return noneCell("(not read)");
  const value = tags[tagKey];
  if (value === undefined) return noneCell("–");
  return value === "" ? noneCell("(empty)") : toldCell(value);
}
