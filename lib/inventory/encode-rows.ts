import type { TextColumn, TimeColumn, WordColumn } from "./columns/row-columns.ts";
import { type RowColumns, WORD_COLUMNS } from "./columns/row-columns.ts";
import type { Columns, DictColumn } from "./wire.ts";

/** Rows `from` to `to - 1` as columns of a line. Gone rows travel with an empty id and nothing told. */
export function encodeRows(rows: RowColumns, from: number, to: number): Columns {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  const column = <Value>(value: (row: number) => Value, nothing: Value): Value[] =>
    numbers.map((row) => (rows.live.has(row) ? value(row) : nothing));
  const texts = (name: TextColumn): DictColumn =>
    encodeTexts(
      column((row) => rows.codes[name][row] ?? 0, 0),
      (code) => rows.texts.text(code),
    );
  const words = (name: WordColumn): DictColumn => {
    const unknown = WORD_COLUMNS[name].length - 1;
    return encodeTexts(
      column((row) => rows.words[name][row] ?? 0, unknown),
      (code) => WORD_COLUMNS[name][code] ?? "unknown",
    );
  };
  const times = (name: TimeColumn): number[] => column((row) => rows.times[name][row] ?? 0, 0);

  return {
    cell: column((row) => rows.cells[row] ?? 0, 0),
    id: column((row) => rows.ids.text(row), ""),
    name: texts("name"),
    state: words("state"),
    platform: words("platform"),
    platformName: texts("platformName"),
    ssm: words("ssm"),
    lastPing: times("lastPing"),
    agentVersion: texts("agentVersion"),
    tags: encodeTags(rows, numbers),
    instanceType: texts("instanceType"),
    privateIp: column((row) => rows.ips.text(row), ""),
    instanceProfile: texts("instanceProfile"),
    launched: times("launched"),
    managedBy: texts("managedBy"),
  };
}

/** Codes of the snapshot as codes of this line, with the texts that it uses. */
function encodeTexts(codes: readonly number[], textOf: (code: number) => string): DictColumn {
  const local = new LocalCodes();
  const c = codes.map((code) => local.of(code));
  return { d: local.used.map(textOf), c };
}

function encodeTags(rows: RowColumns, numbers: readonly number[]): Columns["tags"] {
  const { tags, texts } = rows;
  const local = new LocalCodes();
  const c = numbers.map((row) => {
    if (!rows.live.has(row) || !tags.isRead(row)) return null;
    const list: number[] = [];
    for (let at = tags.begin(row); at < tags.end(row); at += 1) list.push(local.of(tags.pool[at] ?? 0));
    return list;
  });
  const d = local.used.map((pair) => `${texts.text(tags.pairs.first(pair))}\u0000${texts.text(tags.pairs.second(pair))}`);
  return { d, c };
}

/** Numbers the codes that a line uses, in order of first use. */
class LocalCodes {
  readonly used: number[] = [];
  readonly #local = new Map<number, number>();

  of(code: number): number {
    const known = this.#local.get(code);
    if (known !== undefined) return known;
    const next = this.used.length;
    this.#local.set(code, next);
    this.used.push(code);
    return next;
  }
}
