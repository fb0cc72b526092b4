import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";

/** What a node's tag looks like: the text as AWS holds it (null: there is none to show), and what is wrong with it. */
export type TagWords = { text: string | null; wrong: string | null };

/** The tag as it is, and in words what keeps it from being the tag that grants. */
export function tagWords(reading: TagReading, spec: TagSpec): TagWords {
  const [first] = reading.found;
  if (reading.state === "unknown") return { text: null, wrong: "not read" };
  if (first === undefined) return { text: null, wrong: "not tagged" };
  switch (reading.state) {
    case "conflicting-variants":
      return {
        text: reading.found.map(({ value }) => shown(value)).join(", "),
        wrong: `${reading.found.length} spellings`,
      };
    case "key-case-variant":
      return { text: first.key, wrong: "key case" };
    case "wrong-value":
      return { text: shown(first.value), wrong: valueFault(first.value, spec.value) };
    default:
      return { text: first.value, wrong: null };
  }
}

function shown(value: string): string {
  return value === "" ? '""' : value;
}

function valueFault(value: string, wanted: string): string {
  if (value === "") return "empty";
  if (value.trim() === wanted) return "space";
  if (value.toLowerCase() === wanted.toLowerCase()) return "case";
  return "other value";
}
