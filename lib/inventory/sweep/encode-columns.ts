import type { Node, Tags } from "#lib/domain/node.ts";
import { packId } from "../columns/id-column.ts";
import { FIRST_OTHER_ADDRESS, packIpv4 } from "../columns/ip-column.ts";
import { PairTable } from "../columns/pair-table.ts";
import { LineTags, NAME_KEY, NO_TAGS } from "../line-tags.ts";
import { LocalCodes } from "../local-codes.ts";
import { packNumbers } from "../packed-numbers.ts";
import type { AddressColumn, Columns, DictColumn, IdsColumn, Numbers, TagsColumn } from "../wire.ts";

/** A fact of a node that has a column of its own; the others follow from the row's cell and id. */
export type ColumnName = Exclude<keyof Columns, "cell" | "id">;

/** How each of them is made. */
const ENCODERS: { readonly [Name in ColumnName]: (nodes: readonly Node[]) => Columns[Name] } = {
  name: (nodes) => dictionary(nodes.map((node) => node.name)),
  state: (nodes) => dictionary(nodes.map((node) => node.state)),
  platform: (nodes) => dictionary(nodes.map((node) => node.platform)),
  platformName: (nodes) => dictionary(nodes.map((node) => node.platformName)),
  ssm: (nodes) => dictionary(nodes.map((node) => node.ssm)),
  lastPing: (nodes) => times(nodes.map((node) => node.lastPing)),
  agentVersion: (nodes) => dictionary(nodes.map((node) => node.agentVersion)),
  tags: (nodes) => tagColumn(nodes, true),
  instanceType: (nodes) => dictionary(nodes.map((node) => node.instanceType)),
  privateIp: addressColumn,
  instanceProfile: (nodes) => dictionary(nodes.map((node) => node.instanceProfile)),
  launched: (nodes) => times(nodes.map((node) => node.launched)),
  managedBy: (nodes) => dictionary(nodes.map((node) => node.managedBy)),
};

/** ENCODERS is written out with these keys and no others. */
export const COLUMN_NAMES = Object.keys(ENCODERS) as readonly ColumnName[];

/** New rows of one cell as wire columns. */
export function encodeRows(cell: number, nodes: readonly Node[]): Columns {
  return {
    cell,
    id: idColumn(nodes),
    name: ENCODERS.name(nodes),
    state: ENCODERS.state(nodes),
    platform: ENCODERS.platform(nodes),
    platformName: ENCODERS.platformName(nodes),
    ssm: ENCODERS.ssm(nodes),
    lastPing: ENCODERS.lastPing(nodes),
    agentVersion: ENCODERS.agentVersion(nodes),
    tags: ENCODERS.tags(nodes),
    instanceType: ENCODERS.instanceType(nodes),
    privateIp: ENCODERS.privateIp(nodes),
    instanceProfile: ENCODERS.instanceProfile(nodes),
    launched: ENCODERS.launched(nodes),
    managedBy: ENCODERS.managedBy(nodes),
  };
}

/** Some columns of known rows, for a `set` line. */
export function encodeColumns(names: ReadonlySet<ColumnName>, nodes: readonly Node[]): Partial<Columns> {
  const some: Partial<Columns> = {};
  for (const name of names) {
    // Without names in the line, a tag cannot say that it is the name.
    if (name === "tags") some.tags = tagColumn(nodes, names.has("name"));
    else encodeColumn(name, nodes, some);
  }
  return some;
}

function encodeColumn<Name extends ColumnName>(name: Name, nodes: readonly Node[], into: Partial<Pick<Columns, Name>>): void {
  into[name] = ENCODERS[name](nodes);
}

/** The columns in which two states of one node differ. */
export function changedColumns(before: Node, after: Node): readonly ColumnName[] {
  return COLUMN_NAMES.filter((name) => (name === "tags" ? !sameTags(before.tags, after.tags) : before[name] !== after[name]));
}

function sameTags(a: Tags | null, b: Tags | null): boolean {
  if (a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}

function idColumn(nodes: readonly Node[]): IdsColumn {
  const ids = nodes.map((node) => packId(node.id));
  return {
    head: packNumbers(ids.map(({ head }) => head)),
    high: packNumbers(ids.map(({ high }) => high)),
    low: packNumbers(ids.map(({ low }) => low)),
  };
}

function dictionary(values: readonly string[]): DictColumn {
  const texts = new LocalCodes<string>();
  const c = packNumbers(values.map((value) => texts.of(value)));
  return { d: texts.used, c };
}

function times(values: readonly (number | null)[]): Numbers {
  return packNumbers(values.map((value) => value ?? 0));
}

function addressColumn(nodes: readonly Node[]): AddressColumn {
  const others = new LocalCodes<string>();
  const c = packNumbers(nodes.map(({ privateIp }) => packIpv4(privateIp) ?? FIRST_OTHER_ADDRESS + others.of(privateIp)));
  return { d: others.used, c };
}

function tagColumn(nodes: readonly Node[], withNames: boolean): TagsColumn {
  const lists = new LineTags();
  const texts = new LocalCodes<string>();
  const pairs = new PairTable();
  const listOfNode = nodes.map(({ name, tags }) => {
    if (tags === null) return null;
    let list = NO_TAGS;
    for (const key of Object.keys(tags)) {
      const value = tags[key] ?? "";
      const isName = withNames && key === NAME_KEY && value === name;
      list = isName ? lists.withOwnName(list) : lists.withPair(list, pairs.intern(texts.of(key), texts.of(value)));
    }
    return list;
  });
  return lists.encode(listOfNode, {
    key: (pair) => pairs.first(pair),
    value: (pair) => pairs.second(pair),
    text: (code) => texts.used[code] ?? "",
  });
}
