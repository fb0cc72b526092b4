import type { TextPlace } from "../json-text.ts";

/** Tells the places of many offsets of one text, each in a few steps. Lines end with a line feed. */
export function createLineIndex(text: string): (offset: number) => TextPlace {
  const starts = [0];
  return (offset) => {
    // Only as far as somebody asks.
    let last = starts.at(-1) ?? 0;
    while (last <= offset) {
      const next = text.indexOf("\n", last);
      if (next < 0 || next >= offset) break;
      last = next + 1;
      starts.push(last);
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
