import { type CellState, isGap } from "#lib/domain/cell.ts";

/**
 * How a reading of a cell ended. `changed` is no reading: nodes were found different between two of them, by the tags
 * that a job of ours read back. It says that spans changed at that moment, and nothing of the cell.
 */
export type ReadingState = Exclude<CellState, "waiting" | "reading"> | "changed";

export const CHANGED = "changed" satisfies ReadingState;

const STATES: readonly ReadingState[] = ["read", "denied", "disabled", "failed", "stopped", CHANGED];

/** The state that a row of the database holds. One that this version does not know counts as failed: nobody knows. */
export function toReadingState(text: string): ReadingState {
  return STATES.find((state) => state === text) ?? "failed";
}

/** True where the nodes of a cell that was read last like this are not known as they are. */
export function isUnread(state: ReadingState): boolean {
  return state !== CHANGED && isGap({ state });
}
