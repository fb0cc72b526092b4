import { ownershipOf } from "#lib/domain/ownership.ts";
import { DerivedColumn } from "./derived-column.ts";
import { grown8 } from "./grown.ts";
import { PairTable } from "./pair-table.ts";
import type { RowColumns } from "./row-columns.ts";
import { ABSENT, UNREAD } from "./text-dictionary.ts";

const NO_TAGS = 0xffffffff;

/** What is known of a tag key. */
const NOT_ASKED = 0;
const TELLS = 1;
const SILENT = 2;

/**
 * The text code of a row's first owner (Auto Scaling group, stack, cluster, …); ABSENT where no tag tells one, UNREAD
 * where the tags were not read. Asked once per distinct list of telling tags.
 */
export function ownerNames(rows: RowColumns): DerivedColumn {
  const { tags, texts } = rows;
  const { pairs } = tags;
  const lists = new PairTable();
  const ownerOfList: number[] = [];
  let keys: Uint8Array = new Uint8Array(0);

  function keyTells(key: number): boolean {
    if (key >= keys.length) keys = grown8(keys, texts.size);
    if (keys[key] === NOT_ASKED) keys[key] = mayTellOwner(texts.text(key)) ? TELLS : SILENT;
    return keys[key] === TELLS;
  }

  function ownerOf(row: number): number {
    if (!tags.isRead(row)) return UNREAD;
    let list = NO_TAGS;
    const telling: number[] = [];
    const end = tags.end(row);
    for (let at = tags.begin(row); at < end; at += 1) {
      const pair = tags.pool[at] ?? 0;
      if (!keyTells(pairs.first(pair))) continue;
      telling.push(pair);
      list = lists.intern(list, pair);
    }
    if (list === NO_TAGS) return ABSENT;
    let owner = ownerOfList[list];
    if (owner === undefined) {
      const entries = telling.map((pair) => [texts.text(pairs.first(pair)), texts.text(pairs.second(pair))]);
      const name = ownershipOf(Object.fromEntries(entries))[0]?.name;
      owner = name === undefined ? ABSENT : texts.intern(name);
      ownerOfList[list] = owner;
    }
    return owner;
  }

  return new DerivedColumn(rows, (changed, values) => {
    for (let at = 0; at < changed.length; at += 1) {
      const row = changed[at] ?? 0;
      values[row] = ownerOf(row);
    }
  });
}

/** Every rule of ownership looks at one tag at a time, and takes this value where it takes any (held by a test). */
function mayTellOwner(key: string): boolean {
  return ownershipOf({ [key]: "terraform" }).length > 0;
}
