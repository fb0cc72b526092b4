import type { TagReading } from "#lib/domain/tag-state.ts";

/** Every spelling that was found, `key=value`, in quotes where the value could be overlooked. "" where it was not read. */
export function tagWords(reading: Pick<TagReading, "state" | "found"> | null): string {
  if (reading === null || reading.state === "unknown") return "";
  if (reading.found.length === 0) return "(not tagged)";
  return reading.found
    .map(({ key, value }) => `${key}=${value === "" || value !== value.trim() ? `"${value}"` : value}`)
    .join(", ");
}
