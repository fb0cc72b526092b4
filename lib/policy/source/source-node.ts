import type { OffsetPiece } from "./offset-map.ts";
import type { TextSpan } from "./policy-read.ts";

/** A value as JSON has them, with where each part of it stands in the text; what every format is read into. */
export type SourceNode = SourceScalar | SourceList | SourceMap;

export type SourceScalar = TextSpan & {
  type: "scalar";
  value: string | number | boolean | null;
  /** How the offsets of a text value stand in the source, where the span does not tell; left out: ask the format. */
  contents?: readonly OffsetPiece[];
  /** Why the value may not be what the writer meant; whoever uses it as a part of a policy has to refuse it. */
  doubt?: string;
  /** What the text is the JSON of, for a text that was made out of a value that stands in the source itself. */
  encoded?: SourceNode;
};

export type SourceList = TextSpan & { type: "list"; items: readonly SourceNode[] };

export type SourceMap = TextSpan & { type: "map"; members: readonly SourceMember[] };

/** `from` and `to` are the name's. Names are unique in a map. */
export type SourceMember = TextSpan & { name: string; value: SourceNode };

export function findMember(node: SourceNode | undefined, name: string): SourceNode | undefined {
  return node?.type === "map" ? node.members.find((member) => member.name === name)?.value : undefined;
}

export function textOf(node: SourceNode | undefined): string | undefined {
  return node?.type === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

export function itemsOf(node: SourceNode | undefined): readonly SourceNode[] {
  return node?.type === "list" ? node.items : [];
}

export function membersOf(node: SourceNode | undefined): readonly SourceMember[] {
  return node?.type === "map" ? node.members : [];
}
