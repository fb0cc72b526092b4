import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** The node as it is once it is tagged as it should be: other spellings of the key are gone, as the tagging does it. */
export function withDraftTag(node: Node, tag: TagSpec): Node {
  if (node.tags === null) return node;
  const wanted = tag.key.toLowerCase();
  const others = Object.entries(node.tags).filter(([key]) => key.toLowerCase() !== wanted);
  return { ...node, tags: Object.fromEntries([...others, [tag.key, tag.value]]) };
}
