import { type Cell, isGap } from "#lib/domain/cell.ts";

/** What was read of the estate and what was not, for one line of words and the list behind it. */
export type ScopeSummary = {
  /** Account-regions that are there to be read: disabled ones are not. */
  total: number;
  read: number;
  disabled: number;
  denied: readonly Cell[];
  failed: readonly Cell[];
  stopped: number;
  /** Not finished by the present sweep. */
  unfinished: number;
  nodes: number;
  /** Account-regions that were read in a plainer way than usual. */
  noted: number;
  /** When the newest reading that is shown was made (ISO 8601). */
  newestRead: string | null;
  /** When the oldest reading that is shown was made (ISO 8601), where that is well before the newest. */
  staleSince: string | null;
  stale: number;
};

/** Readings this far apart are not of one sweep. */
const STALE_MS = 15 * 60_000;

export function scopeSummary(cells: readonly Cell[]): ScopeSummary {
  const inState = (state: Cell["state"]) => cells.filter((cell) => cell.state === state);
  const readTimes = cells.flatMap((cell) => (cell.readAt === null ? [] : [Date.parse(cell.readAt)]));
  const newest = Math.max(...readTimes, Number.NEGATIVE_INFINITY);
  const stale = cells.filter((cell) => cell.readAt !== null && newest - Date.parse(cell.readAt) > STALE_MS);
  const oldest = stale.reduce<string | null>(
    (before, { readAt }) => (before === null || (readAt ?? before) < before ? readAt : before),
    null,
  );
  const disabled = inState("disabled").length;
  return {
    total: cells.length - disabled,
    read: inState("read").length,
    disabled,
    denied: inState("denied"),
    failed: inState("failed"),
    stopped: inState("stopped").length,
    unfinished: inState("waiting").length + inState("reading").length,
    nodes: cells.reduce((sum, cell) => sum + cell.nodes, 0),
    noted: cells.filter((cell) => cell.notes.length > 0).length,
    newestRead: readTimes.length === 0 ? null : new Date(newest).toISOString(),
    staleSince: oldest,
    stale: stale.length,
  };
}

/** Cells in the order in which somebody looks through them: what went wrong first, then what is under way, then the rest. */
export function byTrouble(cells: readonly Cell[]): readonly Cell[] {
  const rank = (cell: Cell) => ORDER.indexOf(cell.state) * 2 + (isGap(cell) || cell.notes.length > 0 ? 0 : 1);
  return cells.toSorted((one, other) => rank(one) - rank(other) || one.index - other.index);
}

const ORDER: readonly Cell["state"][] = ["denied", "failed", "stopped", "reading", "waiting", "read", "disabled"];
