import type { Cell, CellState } from "#lib/domain/cell.ts";
import type { ReadingState } from "./reading-state.ts";

type Heard = {
  /** True while the cell is being read: its rows change. */
  reading: boolean;
  /** Counts the readings that began. */
  begun: number;
  /** How the latest reading ended, and what tells it from the same end shown once more. */
  end: ReadingState | null;
  readAt: string | null;
  problem: Cell["problem"];
};

/** Tells from a cell's lines when a reading of it has ended, and whether what was read is still what there is. */
export class EndedReadings {
  readonly #heard = new Map<number, Heard>();

  /**
   * The end that this line tells of, or null. A cell that is stopped before it is begun stands as it stood before: that is
   * no end of a reading.
   */
  hear({ index, state, readAt, problem }: Cell): ReadingState | null {
    const before = this.#heard.get(index) ?? { reading: false, begun: 0, end: null, readAt: null, problem: undefined };
    if (isUnderWay(state)) {
      const begins = state === "reading" && !before.reading;
      this.#heard.set(index, { ...before, reading: state === "reading", begun: before.begun + (begins ? 1 : 0) });
      return null;
    }
    const isAgain =
      !before.reading && before.end === state && (state === "read" ? before.readAt === readAt : before.problem === problem);
    this.#heard.set(index, { ...before, reading: false, end: state, readAt, problem });
    return isAgain ? null : state;
  }

  /** How the latest reading ended, where no other one is going on. */
  endOf(index: number): ReadingState | null {
    const heard = this.#heard.get(index);
    return heard === undefined || heard.reading ? null : heard.end;
  }

  /** A question to be asked later: has another reading of the cell begun since now? */
  overSince(index: number): () => boolean {
    const begun = this.#heard.get(index)?.begun;
    const isReading = this.#heard.get(index)?.reading === true;
    return () => isReading || this.#heard.get(index)?.begun !== begun;
  }
}

function isUnderWay(state: CellState): state is "waiting" | "reading" {
  return state === "waiting" || state === "reading";
}
