import type { Node, Tags } from "#lib/domain/node.ts";
import type { Columns, DictColumn } from "../wire.ts";

/** A fact of a node that has a column of its own; the others follow from the row's cell and id. */
export type ColumnName = Exclude<keyof Columns, "cell" | "id">;

export const COLUMN_NAMES = [
  "name",
  "state",
  "platform",
  "platformName",
  "ssm",
  "lastPing",
  "agentVersion",
  "tags",
  "instanceType",
  "privateIp",
  "instanceProfile",
  "launched",
  "managedBy",
] as const satisfies readonly ColumnName[];

/** New rows of one cell as wire columns. */
export function encodeRows(cell: number, nodes: readonly Node[]): Columns {
  return {
    cell: nodes.map(() => cell),
    id: nodes.map((node) => node.id),
    name: dictionary(nodes.map((node) => node.name)),
    state: dictionary(nodes.map((node) => node.state)),
    platform: dictionary(nodes.map((node) => node.platform)),
    platformName: dictionary(nodes.map((node) => node.platformName)),
    ssm: dictionary(nodes.map((node) => node.ssm)),
    lastPing: nodes.map((node) => node.lastPing ?? 0),
    agentVersion: dictionary(nodes.map((node) => node.agentVersion)),
    tags: tagColumn(nodes.map((node) => node.tags)),
    instanceType: dictionary(nodes.map((node) => node.instanceType)),
    privateIp: nodes.map((node) => node.privateIp),
    instanceProfile: dictionary(nodes.map((node) => node.instanceProfile)),
    launched: nodes.map((node) => node.launched ?? 0),
    managedBy: dictionary(nodes.map((node) => node.managedBy)),
  };
}

/** Some columns of known rows, for a `set` line. */
export function encodeColumns(names: ReadonlySet<ColumnName>, nodes: readonly Node[]): Partial<Columns> {
  const all = encodeRows(0, nodes);
  const some: Partial<Columns> = {};
  for (const name of names) copyColumn(name, all, some);
  return some;
}

function copyColumn<Name extends ColumnName>(name: Name, from: Columns, to: Partial<Pick<Columns, Name>>): void {
  to[name] = from[name];
}

/** Some entries of columns, in the order asked for. */
export function pickColumns(columns: Partial<Columns>, at: readonly number[]): Partial<Columns> {
  const picked: Partial<Columns> = {};
  for (const name of COLUMN_NAMES) pickColumn(name, columns, at, picked);
  return picked;
}

function pickColumn<Name extends ColumnName>(
  name: Name,
  from: Partial<Pick<Columns, Name>>,
  at: readonly number[],
  to: Partial<Pick<Columns, Name>>,
): void {
  const column = from[name];
  if (column !== undefined) to[name] = pickEntries(column, at);
}

/** A column is a list, or a dictionary beside a list of codes: taking entries out of its list leaves its type as it is. */
function pickEntries<Column>(column: Column, at: readonly number[]): Column {
  const pick = (list: readonly unknown[]): unknown[] => at.map((index) => list[index]);
  if (Array.isArray(column)) return pick(column) as Column;
  if (typeof column === "object" && column !== null && "c" in column && Array.isArray(column.c))
    return { ...column, c: pick(column.c) };
  throw new TypeError("A column is a list or a dictionary.");
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

function dictionary(values: readonly string[]): DictColumn {
  const codes = new Map<string, number>();
  const c = values.map((value) => codeOf(codes, value));
  return { d: [...codes.keys()], c };
}

function tagColumn(values: readonly (Tags | null)[]): Columns["tags"] {
  const codes = new Map<string, number>();
  const c = values.map((tags) => tags && Object.entries(tags).map(([key, value]) => codeOf(codes, `${key}\u0000${value}`)));
  return { d: [...codes.keys()], c };
}

function codeOf(codes: Map<string, number>, text: string): number {
  const known = codes.get(text);
  if (known !== undefined) return known;
  codes.set(text, codes.size);
  return codes.size - 1;
}
