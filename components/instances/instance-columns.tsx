import type { GridColumn } from "#components/table/grid-features.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { labelOf, tagField, tagKeyOf } from "./filters/instance-fields.ts";
import type { InstanceRow } from "./instance-row.ts";
import { Moment } from "./moment.tsx";
import type { NodeAction } from "./next-action.ts";
import { OwnerText } from "./owner-text.tsx";
import { ReachCell } from "./reach-cell.tsx";
import { SsmText } from "./ssm-text.tsx";
import { StateText } from "./state-text.tsx";
import { TagText } from "./tag-text.tsx";

export type ColumnContext = {
  tag: TagSpec;
  onFix: (row: InstanceRow, action: NodeAction) => void;
};

type Draw = (row: InstanceRow, context: ColumnContext) => React.ReactNode;

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
  name: {
    minWidth: 150,
    grow: 3,
    draw: ({ node }) => (node.name === "" ? <Nothing words="no name" /> : <Text text={node.name} strong />),
  },
  id: { minWidth: 170, grow: 0, draw: ({ node }) => <Ident text={node.id} /> },
  account: { minWidth: 88, grow: 1, draw: ({ account, node }) => <Text text={account} title={node.account} /> },
  region: { minWidth: 116, grow: 0, draw: ({ node }) => <Text text={node.region} /> },
  state: { minWidth: 88, grow: 0, draw: ({ node }) => <StateText state={node.state} /> },
  platform: { minWidth: 92, grow: 0, draw: ({ node }) => <Text text={PLATFORM_WORDS[node.platform]} /> },
  ssm: { minWidth: 136, grow: 0, draw: ({ node }) => <SsmText ssm={node.ssm} lastPing={node.lastPing} /> },
  tagState: { minWidth: 128, grow: 2, draw: ({ tag }, context) => <TagText reading={tag} spec={context.tag} /> },
  reach: { minWidth: 172, grow: 0, draw: (row, context) => <ReachCell row={row} tag={context.tag} onFix={context.onFix} /> },
  platformName: { minWidth: 150, grow: 1, draw: ({ node }) => <Text text={node.platformName} /> },
  instanceType: { minWidth: 112, grow: 0, draw: ({ node }) => <Text text={node.instanceType} /> },
  privateIp: { minWidth: 112, grow: 0, draw: ({ node }) => <Ident text={node.privateIp} /> },
  owner: { minWidth: 150, grow: 1, draw: ({ node }) => <OwnerText tags={node.tags} /> },
  managedBy: { minWidth: 150, grow: 1, draw: ({ node }) => <Text text={node.managedBy} /> },
  agentVersion: { minWidth: 100, grow: 0, draw: ({ node }) => <Ident text={node.agentVersion} /> },
  lastPing: { minWidth: 92, grow: 0, draw: ({ node }) => <Time seconds={node.lastPing} as="age" /> },
  launched: { minWidth: 160, grow: 0, draw: ({ node }) => <Time seconds={node.launched} as="full" /> },
};

/** The columns of the table, one for each tag key in `tagKeys` at the end. */
export function instanceColumns(tagKeys: readonly string[], context: ColumnContext): readonly GridColumn<InstanceRow>[] {
  return [
    ...COLUMN_FIELDS.map((field) => column(field, COLUMNS[field].minWidth, COLUMNS[field].grow, COLUMNS[field].draw, context)),
    ...tagKeys.map((key) => column(tagField(key), 128, 1, ({ node }) => <TagValue tags={node.tags} tagKey={key} />, context)),
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
    accessorFn: (row) => row,
    header: labelOf(field),
    enableSorting: true,
    meta: {
      minWidth,
      grow,
      ...(field === "name" && { pinned: "start" as const }),
      ...(field === "reach" && { pinned: "end" as const }),
    },
    cell: ({ row }) => draw(row.original, context),
  };
}

export const PLATFORM_WORDS = { linux: "Linux", windows: "Windows", macos: "macOS", unknown: "Unknown" } as const;

function Text({ text, strong = false, title = text }: { text: string; strong?: boolean; title?: string }) {
  if (text === "") return <Nothing words="not told" />;
  return (
    <bdi title={title} className={strong ? "font-medium text-ink" : "text-ink-2"}>
      {text}
    </bdi>
  );
}

function Ident({ text }: { text: string }) {
  return text === "" ? <Nothing words="not told" /> : <span className="ident text-ink-2">{text}</span>;
}

function Nothing({ words }: { words: string }) {
  return <span className="text-ink-3">({words})</span>;
}

function Time({ seconds, as }: { seconds: number | null; as: "age" | "full" }) {
  return seconds === null ? <Nothing words="not told" /> : <Moment at={seconds * 1000} as={as} />;
}

function TagValue({ tags, tagKey }: { tags: InstanceRow["node"]["tags"]; tagKey: string }) {
  if (tags === null) return <Nothing words="not read" />;
  const value = tags[tagKey];
  if (value === undefined) return <span className="text-ink-3">–</span>;
  return value === "" ? <Nothing words="empty" /> : <Text text={value} />;
}
