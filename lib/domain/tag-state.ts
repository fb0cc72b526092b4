import type { Tags } from "./node.ts";
import type { TagSpec } from "./tag-spec.ts";

/**
 * How a node's tags stand to the tag that grants.
 * IAM matches the key's name without regard to case and the value with regard to it (IAM reference, "Condition").
 *
 * - `absent`: no spelling of the key.
 * - `exact`: the key as asked, the value as asked, no other spelling beside it.
 * - `wrong-value`: one spelling of the key, with another value (`true`, `TRUE`, ` True`, empty).
 * - `key-case-variant`: one spelling that differs in case, with the right value: IAM still matches it.
 * - `conflicting-variants`: two or more spellings on one node; AWS documents the result as unpredictable.
 * - `unknown`: the tags were not read.
 */
export type TagState = "absent" | "exact" | "wrong-value" | "key-case-variant" | "conflicting-variants" | "unknown";

export type TagReading = {
  state: TagState;
  /** Every spelling found, in key order, with its value. */
  found: readonly { key: string; value: string }[];
};

/** Reads a node's tags against the tag that grants. `tags` null means not read. */
export function readTagState(tags: Tags | null, spec: TagSpec): TagReading {
  if (tags === null) return { state: "unknown", found: [] };
  const wanted = spec.key.toLowerCase();
  const found = Object.keys(tags)
    .filter((key) => key.toLowerCase() === wanted)
    .sort()
    .map((key) => ({ key, value: tags[key] ?? "" }));
  const [first, second] = found;
  if (first === undefined) return { state: "absent", found };
  if (second !== undefined) return { state: "conflicting-variants", found };
  if (first.value !== spec.value) return { state: "wrong-value", found };
  return { state: first.key === spec.key ? "exact" : "key-case-variant", found };
}
