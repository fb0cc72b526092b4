import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";

/** Every spelling that was found, `key=value`, in quotes where the value could be overlooked. "" where it was not read. */
export function tagWords(reading: Pick<TagReading, "state" | "found"> | null): string {
  return words(reading, ({ key, value }) => `${key}=${shown(value)}`);
}

/** The same for where the tag itself is named elsewhere: only the value under the right key, `key=value` under another. */
export function tagValueWords(reading: Pick<TagReading, "state" | "found"> | null, tag: TagSpec): string {
  return words(reading, ({ key, value }) => (key === tag.key ? shown(value) : `${key}=${shown(value)}`)) || "(not read)";
}

function words(reading: Pick<TagReading, "state" | "found"> | null, say: (found: TagSpec) => string): string {
  if (reading === null || reading.state === "unknown") return "";
  return reading.found.length === 0 ? "(not tagged)" : reading.found.map(say).join(", ");
}

/** Empty values and values with spaces around them are shown so that one sees it. */
function shown(value: string): string {
  return value === "" || value !== value.trim() ? `"${value}"` : value;
}
