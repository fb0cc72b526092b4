import { type NaiveRow, naiveRows } from "../../lib/inventory/reference/naive-query.ts";
import { type ColumnName, compareNatural, type PeerRow } from "../peers/row.ts";
import { LINES_PROVED } from "../peers/subject.ts";

/** What is right to be shown: how many rows, and the ids in the first lines. */
export type Answer = { count: number; ids: string[] };

export type Direction = "asc" | "desc";

/** Right answers, worked out without the table that is asked. */
export type Answers = {
  find(text: string): Answer;
  sort(column: ColumnName, direction: Direction): Answer;
};

/** For the product: by its naive reference engine. */
export function productAnswers(rows: readonly NaiveRow[], sorted: { field: string; direction: Direction }): Answers {
  const ask = (text: string, sort: { field: string; direction: Direction }) => {
    const found = naiveRows(rows, { text, filters: [], sort, capability: "run-command", groupBy: null });
    return { count: found.length, ids: found.slice(0, LINES_PROVED).map(({ node }) => node.id) };
  };
  return remembered({
    find: (text) => ask(text, sorted),
    sort: (field, direction) => ask("", { field, direction }),
  });
}

/** For tables that search the texts of their twelve columns, and sort them by the comparator that they were given. */
export function peerAnswers(rows: readonly PeerRow[], split: "words" | "whole"): Answers {
  const answer = (found: readonly PeerRow[]) => ({
    count: found.length,
    ids: found.slice(0, LINES_PROVED).map(({ id }) => id),
  });
  return remembered({
    find(text) {
      const words = split === "whole" ? [text.toLowerCase()] : text.toLowerCase().split(/\s+/);
      const has = (row: PeerRow, word: string) => Object.values(row).some((value) => value.toLowerCase().includes(word));
      return answer(rows.filter((row) => words.every((word) => has(row, word))));
    },
    sort(column, direction) {
      const sign = direction === "asc" ? 1 : -1;
      return answer(rows.toSorted((one, other) => sign * compareNatural(one[column], other[column])));
    },
  });
}

/** Answers that are worked out once: they are the same in every run. */
function remembered(answers: Answers): Answers {
  const known = new Map<string, Answer>();
  const once = (key: string, work: () => Answer) => {
    const answer = known.get(key) ?? work();
    known.set(key, answer);
    return answer;
  };
  return {
    find: (text) => once(`find ${text}`, () => answers.find(text)),
    sort: (column, direction) => once(`sort ${column} ${direction}`, () => answers.sort(column, direction)),
  };
}
