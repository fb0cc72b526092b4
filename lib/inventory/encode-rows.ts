import { NO_PACKED_ID } from "./columns/id-column.ts";
import { FIRST_OTHER_ADDRESS } from "./columns/ip-column.ts";
import { type RowColumns, type TextColumn, type TimeColumn, WORD_COLUMNS, type WordColumn } from "./columns/row-columns.ts";
import { LineTags, NAME_KEY, NO_TAGS } from "./line-tags.ts";
import { LocalCodes } from "./local-codes.ts";
import { packNumbers } from "./packed-numbers.ts";
import type { AddressColumn, Columns, DictColumn, IdsColumn, Numbers, TagsColumn } from "./wire.ts";

/** Some rows as columns of a line. Gone rows travel as used-up numbers, with nothing told. */
export function encodeRows(rows: RowColumns, numbers: Uint32Array): Columns {
  const isLive = numbers.map((row) => (rows.live.has(row) ? 1 : 0));
  const column = (values: ArrayLike<number>, nothing = 0): Uint32Array => {
    const taken = new Uint32Array(numbers.length);
    for (let at = 0; at < numbers.length; at += 1) taken[at] = isLive[at] === 1 ? (values[numbers[at] ?? 0] ?? 0) : nothing;
    return taken;
  };
  const texts = (name: TextColumn): DictColumn => encodeCodes(column(rows.codes[name]), (code) => rows.texts.text(code));
  const words = (name: WordColumn): DictColumn => {
    const vocabulary = WORD_COLUMNS[name];
    return encodeCodes(column(rows.words[name], vocabulary.length - 1), (code) => vocabulary[code] ?? "unknown");
  };
  const times = (name: TimeColumn): Numbers => packNumbers(column(rows.times[name]));
  const { heads, highs, lows } = rows.ids;

  return {
    cell: packNumbers(column(rows.cells)),
    id: packIds(column(heads, NO_PACKED_ID.head), column(highs), column(lows)),
    name: texts("name"),
    state: words("state"),
    platform: words("platform"),
    platformName: texts("platformName"),
    ssm: words("ssm"),
    lastPing: times("lastPing"),
    agentVersion: texts("agentVersion"),
    tags: encodeTags(rows, numbers, isLive),
    instanceType: texts("instanceType"),
    privateIp: encodeAddresses(rows, column(rows.ips.values)),
    instanceProfile: texts("instanceProfile"),
    launched: times("launched"),
    managedBy: texts("managedBy"),
  };
}

function packIds(heads: Uint32Array, highs: Uint32Array, lows: Uint32Array): IdsColumn {
  return { head: packNumbers(heads), high: packNumbers(highs), low: packNumbers(lows) };
}

/** Codes of the snapshot as codes of this line, with the texts that it uses. */
function encodeCodes(codes: Uint32Array, textOf: (code: number) => string): DictColumn {
  const local = new LocalCodes<number>();
  const c = packNumbers(codes.map((code) => local.of(code)));
  return { d: local.used.map(textOf), c };
}

function encodeAddresses(rows: RowColumns, values: Uint32Array): AddressColumn {
  const others = new LocalCodes<number>();
  const codes = values.map((value) => (value < FIRST_OTHER_ADDRESS ? value : FIRST_OTHER_ADDRESS + others.of(value)));
  return { d: others.used.map((value) => rows.ips.unpack(value)), c: packNumbers(codes) };
}

function encodeTags({ tags, texts, codes }: RowColumns, numbers: Uint32Array, isLive: Uint32Array): TagsColumn {
  const { pairs, pool } = tags;
  const nameKey = texts.find(NAME_KEY);
  const lists = new LineTags();
  const listOfRow = Array.from(numbers, (row, at) => {
    if (isLive[at] === 0 || !tags.isRead(row)) return null;
    const name = codes.name[row] ?? 0;
    const end = tags.end(row);
    let list = NO_TAGS;
    for (let place = tags.begin(row); place < end; place += 1) {
      const pair = pool[place] ?? 0;
      const isOwnName = pairs.firsts[pair] === nameKey && pairs.seconds[pair] === name;
      list = isOwnName ? lists.withOwnName(list) : lists.withPair(list, pair);
    }
    return list;
  });
  return lists.encode(listOfRow, {
    key: (pair) => pairs.first(pair),
    value: (pair) => pairs.second(pair),
    text: (code) => texts.text(code),
  });
}
