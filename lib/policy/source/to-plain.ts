import type { SourceNode } from "./source-node.ts";

/**
 * The plain JSON value of a node; `note` is told of every part, by its path (`Statement[0].Effect`; "" is the whole). Members
 * are own properties whatever their names are: `__proto__` in a pasted text stays a member.
 */
export function toPlain(node: SourceNode, note?: (path: string, node: SourceNode) => void, path = ""): unknown {
  note?.(path, node);
  if (node.type === "scalar") return node.value;
  if (node.type === "list") return node.items.map((item, index) => toPlain(item, note, note ? `${path}[${index}]` : ""));
  return Object.fromEntries(
    node.members.map(({ name, value }) => [name, toPlain(value, note, note ? (path === "" ? name : `${path}.${name}`) : "")]),
  );
}

/**
 * Whether a value is small and flat enough to be a policy's part, also where references make it far larger than its text:
 * at most `MAX_PARTS` values, `MAX_DEPTH` deep. Ask before `toPlain`.
 */
export function isPolicySized(node: SourceNode): boolean {
  let left = MAX_PARTS;
  const visit = (part: SourceNode, depth: number): boolean => {
    left--;
    if (left < 0 || depth > MAX_DEPTH) return false;
    if (part.type === "list") return part.items.every((item) => visit(item, depth + 1));
    return part.type === "scalar" || part.members.every(({ value }) => visit(value, depth + 1));
  };
  return visit(node, 0);
}

const MAX_PARTS = 20_000;
const MAX_DEPTH = 32;
