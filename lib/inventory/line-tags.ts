import { PairTable } from "./columns/pair-table.ts";
import { LocalCodes } from "./local-codes.ts";
import { packNumbers } from "./packed-numbers.ts";
import type { TagsColumn } from "./wire.ts";

/** The tag whose value mostly is the row's name, which then travels once. */
export const NAME_KEY = "Name";

/** The list that others are made longer from. */
export const NO_TAGS = 0;

/** The last tag of a list, where its row's own name is meant; others are pairs, from 1. */
export const OWN_NAME = 0;
const FIRST_PAIR = 1;

export type PairTexts<Text> = {
  key: (pair: number) => Text;
  value: (pair: number) => Text;
  text: (text: Text) => string;
};

/** Numbers the distinct lists of tags of one line (wire.ts, TagsColumn). */
export class LineTags {
  readonly #lists = new PairTable();

  /** The list with one more pair. Pairs are numbers of the caller's. */
  withPair(list: number, pair: number): number {
    return 1 + this.#lists.intern(list, FIRST_PAIR + pair);
  }

  /** The list with a tag `Name` more, whose value is the row's name in the line. */
  withOwnName(list: number): number {
    return 1 + this.#lists.intern(list, OWN_NAME);
  }

  /** The column: for each row its list, or null where its tags were not read; the pairs that were used, and their texts. */
  encode<Text>(rows: readonly (number | null)[], { key, value, text }: PairTexts<Text>): TagsColumn {
    const { size, firsts, seconds } = this.#lists;
    const pairs = new LocalCodes<number>();
    const keys = new LocalCodes<Text>();
    const values = new LocalCodes<Text>();
    const back = firsts.slice(0, size).map((rest, at) => at - rest);
    const lasts = seconds.slice(0, size).map((last) => (last === OWN_NAME ? last : FIRST_PAIR + pairs.of(last - FIRST_PAIR)));
    const pairKeys = packNumbers(pairs.used.map((pair) => keys.of(key(pair))));
    const pairValues = packNumbers(pairs.used.map((pair) => values.of(value(pair))));
    return {
      k: keys.used.map(text),
      v: values.used.map(text),
      pairs: [pairs.used.length, pairKeys, pairValues],
      lists: [size, packNumbers(back), packNumbers(lasts)],
      c: packNumbers(rows.map((list) => (list === null ? 0 : list + 1))),
    };
  }
}
