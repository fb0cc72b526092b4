import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { TagStep } from "#lib/domain/tagging.ts";

type Found = TagReading["found"];

/** The tag as one line: only its value under the right key, `key=value` under another spelling. */
export function foundWords(found: Found, spec: TagSpec): string {
  if (found.length === 0) return "(not tagged)";
  return found.map(({ key, value }) => (key === spec.key ? valueWords(value) : `${key}=${value}`)).join(", ");
}

/** What steps make of what was found. */
export function afterSteps(found: Found, steps: readonly TagStep[]): Found {
  const tags = new Map(found.map(({ key, value }) => [key, value]));
  for (const { op, key, value } of steps) {
    if (op === "create") tags.set(key, value);
    else tags.delete(key);
  }
  return [...tags].map(([key, value]) => ({ key, value })).sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Empty values and values with spaces around them are shown so that one sees it. */
function valueWords(value: string): string {
  return value === "" || value !== value.trim() ? `"${value}"` : value;
}
