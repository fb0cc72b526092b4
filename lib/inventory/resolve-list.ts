import { isGap } from "#lib/domain/cell.ts";
import type { InstanceId } from "#lib/domain/ids.ts";
import { type ListEntry, readList, type UnreadLine } from "./read-list.ts";
import type { Snapshot } from "./snapshot.ts";

export type NodePlace = { account: string; region: string };

export type ResolvedList = {
  /** Rows of the nodes that were found, each once, in the order of the list. */
  found: readonly number[];
  /**
   * Ids that the estate does not have where the list says. `elsewhere`: it has them in `places`. `unread`: a part of the
   * estate in which they may be was not read.
   */
  unknown: readonly { line: number; text: string; why: "not-listed" | "unread" | "elsewhere"; places: readonly NodePlace[] }[];
  /** Ids that the estate has in several places, and the list does not say which. */
  ambiguous: readonly { line: number; id: string; places: readonly NodePlace[] }[];
  /** Nodes that were listed before, on the line `first`. */
  duplicates: readonly { line: number; text: string; first: number }[];
  /** Lines, or parts of them, that are no id or that cannot be right. */
  problems: readonly UnreadLine[];
};

/**
 * The nodes of the estate that a pasted list or a CSV names (see readList for what it may look like). Every line of it is
 * in the answer: found, unknown, ambiguous, a duplicate or a problem; nothing is left out silently.
 */
export function resolveList(text: string, snapshot: Snapshot): ResolvedList {
  const { entries, problems } = readList(text, {
    accounts: snapshot.accounts,
    regions: new Set(snapshot.cells.map(({ region }) => region)),
  });
  const found: number[] = [];
  const unknown: ResolvedList["unknown"][number][] = [];
  const ambiguous: ResolvedList["ambiguous"][number][] = [];
  const duplicates: ResolvedList["duplicates"][number][] = [];
  const firstLines = new Map<number, number>();
  for (const entry of entries) {
    const rows = rowsOf(entry.id, snapshot);
    const [row, ...others] = rows.filter((each) => isAt(each, entry, snapshot));
    if (row === undefined) {
      const why = rows.length > 0 ? "elsewhere" : mayBeUnread(entry, snapshot) ? "unread" : "not-listed";
      unknown.push({ line: entry.line, text: wordsOf(entry), why, places: rows.map((each) => placeOf(each, snapshot)) });
    } else if (others.length > 0) {
      ambiguous.push({ line: entry.line, id: entry.id, places: [row, ...others].map((each) => placeOf(each, snapshot)) });
    } else if (firstLines.has(row)) {
      duplicates.push({ line: entry.line, text: wordsOf(entry), first: firstLines.get(row) ?? entry.line });
    } else {
      firstLines.set(row, entry.line);
      found.push(row);
    }
  }
  return { found, unknown, ambiguous, duplicates, problems };
}

/** Every live row with this id, wherever it is. */
function rowsOf(id: InstanceId, { rows }: Snapshot): readonly number[] {
  const found: number[] = [];
  rows.ids.find(id, (row) => {
    if (rows.live.has(row)) found.push(row);
    return false;
  });
  return found;
}

function placeOf(row: number, { cells, rows }: Snapshot): NodePlace {
  const cell = cells[rows.cells[row] ?? 0];
  return { account: cell?.account ?? "", region: cell?.region ?? "" };
}

function isAt(row: number, entry: ListEntry, { cells, rows }: Snapshot): boolean {
  const cell = cells[rows.cells[row] ?? 0];
  return cell !== undefined && fits(entry, cell);
}

/** What the list does not say fits everywhere. */
function fits({ account, region }: ListEntry, place: NodePlace): boolean {
  return (account === null || account === place.account) && (region === null || region === place.region);
}

function wordsOf({ id, region, account }: ListEntry): string {
  return [id, region, account].filter((word) => word !== null).join(" ");
}

function mayBeUnread(entry: ListEntry, snapshot: Snapshot): boolean {
  if (snapshot.sweeping || snapshot.asOf === null) return true;
  return snapshot.cells.some((cell) => fits(entry, cell) && isGap(cell));
}
