import type { CellContent } from "#components/table/cell-content.ts";
import { momentWords } from "../moment-words.ts";
import { noneCell } from "./none-cell.ts";

/** A moment in epoch seconds; null: not told. */
export function timeCell(seconds: number | null, as: "age" | "full"): CellContent {
  if (seconds === null) return noneCell("(not told)");
  return { parts: [{ as: "time", ...momentWords(seconds * 1000, as), look: "text-ink-2" }] };
}
