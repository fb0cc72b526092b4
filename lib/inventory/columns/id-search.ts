import type { IdColumn } from "./id-column.ts";

/** `i`, `mi`, `i-` or `mi-` or an end of them, then hex digits: every text that can be a part of an id. */
const PART_OF_ID = /^(mi-|i-|-|mi|m|i|)([0-9a-f]{0,17})$/;

/**
 * Tells for a row whether its id contains `part` (lower case), by comparing hex digits where they are packed.
 * null where no id can contain it.
 */
export function idSearch(ids: IdColumn, part: string): ((row: number) => boolean) | null {
  const match = PART_OF_ID.exec(part);
  if (match === null) return null;
  const [, prefix = "", digits = ""] = match;
  // Letters without the dash stand before it, so that no hex digit can follow them.
  if (!prefix.endsWith("-") && prefix !== "" && digits !== "") return null;
  const hybridOnly = prefix.startsWith("m");
  if (digits === "") return (row) => hasForm(ids, row, hybridOnly);
  const wanted = Number.parseInt(digits.slice(-8), 16);
  const longer = digits.length > 8 ? digits : null;
  const mask = digits.length >= 8 ? 0xffffffff : 2 ** (4 * digits.length) - 1;
  const anchored = prefix !== "";
  const length = digits.length;

  return (row) => {
    const head = ids.heads[row] ?? 0;
    if (head === 0 || (hybridOnly && head >>> 4 !== 3)) return false;
    const total = head >>> 4 === 1 ? 8 : 17;
    if (length > total) return false;
    // A part of up to eight digits is compared as one number at each place; a longer one by its end, then as text.
    const first = anchored ? total - length : 0;
    for (let tail = first; tail <= total - length; tail += 1) {
      if ((digitsAt(ids, row, tail) & mask) >>> 0 !== wanted) continue;
      if (longer === null) return true;
      const text = ids.text(row);
      const end = text.length - tail;
      if (text.slice(end - length, end) === longer) return true;
    }
    return false;
  };
}

function hasForm(ids: IdColumn, row: number, hybridOnly: boolean): boolean {
  const head = ids.heads[row] ?? 0;
  return hybridOnly ? head >>> 4 === 3 : head !== 0;
}

/** Eight digits of the row's id, those that end `tail` digits before its end. */
function digitsAt(ids: IdColumn, row: number, tail: number): number {
  const low = ids.lows[row] ?? 0;
  if (tail === 0) return low;
  const high = ids.highs[row] ?? 0;
  if (tail < 8) return (low >>> (4 * tail)) | (high << (32 - 4 * tail));
  if (tail === 8) return high;
  const head = (ids.heads[row] ?? 0) & 15;
  return tail < 16 ? (high >>> (4 * (tail - 8))) | (head << (32 - 4 * (tail - 8))) : head;
}
