import type { CellContent, CellPart } from "#components/table/cell-content.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import { tagWords } from "../tag-words.ts";

/** The tag's value as AWS holds it, spaces and all, and what is wrong with it in words. */
export function tagCell(reading: TagReading, spec: TagSpec): CellContent {
  const { text, wrong } = tagWords(reading, spec);
  const parts: CellPart[] = [];
  if (text !== null) parts.push({ as: "name", text, look: "ident whitespace-pre text-ink" });
  if (wrong !== null) parts.push({ as: "text", text: `(${wrong})`, look: text === null ? "text-ink-3" : "ml-1.5 text-tag" });
  return { look: "whitespace-nowrap", parts };
}
