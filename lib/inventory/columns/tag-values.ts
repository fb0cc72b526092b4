import { DerivedColumn } from "./derived-column.ts";
import type { RowColumns } from "./row-columns.ts";
import { ABSENT, UNREAD } from "./text-dictionary.ts";

/** The text code of one tag's value per row; ABSENT where the row does not carry it, UNREAD where that is not known. */
export function tagValues(rows: RowColumns, key: string): DerivedColumn {
  const { tags, texts } = rows;
  const { pairs } = tags;
  let keyCode = texts.find(key);

  return new DerivedColumn(rows, (row) => {
    if (!tags.isRead(row)) return UNREAD;
    // The key may have come with the rows that are looked at now.
    keyCode ??= texts.find(key);
    const end = tags.end(row);
    for (let at = tags.begin(row); at < end; at += 1) {
      const pair = tags.pool[at] ?? 0;
      if (pairs.firsts[pair] === keyCode) return pairs.second(pair);
    }
    return ABSENT;
  });
}
