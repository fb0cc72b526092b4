import type { CellContent } from "#components/table/cell-content.ts";

/** Words in the place of something that is not there. */
export function noneCell(words: string): CellContent {
  return { parts: [{ as: "text", text: words, look: "text-ink-3" }] };
}
