import { DerivedColumn } from "./derived-column.ts";
import type { RowColumns } from "./row-columns.ts";
import { ABSENT, UNREAD } from "./text-dictionary.ts";

/** The text code of one tag's value per row; ABSENT where the row does not carry it, UNREAD where that is not known. */
export function tagValues(rows: RowColumns, key: string): DerivedColumn {
  const { tags, texts } = rows;
  let keyCode = texts.find(key);

  return new DerivedColumn(rows, (changed, values) => {
    // The key may have come with the rows that are looked at now.
    keyCode ??= texts.find(key);
    const { pool } = tags;
    const { firsts, seconds } = tags.pairs;
    for (let index = 0; index < changed.length; index += 1) {
      const row = changed[index] ?? 0;
      let code = tags.isRead(row) ? ABSENT : UNREAD;
      const end = tags.end(row);
      for (let at = tags.begin(row); at < end && code === ABSENT; at += 1) {
        const pair = pool[at] ?? 0;
        if (firsts[pair] === keyCode) code = seconds[pair] ?? 0;
      }
      values[row] = code;
    }
  });
}
