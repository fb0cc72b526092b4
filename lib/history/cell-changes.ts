import "server-only";
import type { CellMemory } from "./cell-memory.ts";
import type { RecordedVerdicts } from "./recorded-verdicts.ts";
import type { Slices } from "./slices.ts";
import { type SpanFacts, spanFacts } from "./span-facts.ts";

/** How the rows of a cell differ from the spans that are kept of it. */
export type CellChanges = {
  policy: string;
  /** Rows looked at. */
  nodes: number;
  closed: readonly string[];
  /** Facts of the rows that are new or different, made anew for every chunk. */
  opened: Iterable<readonly SpanFacts[]>;
  openedCount: number;
};

/** Spans per statement: what the embedded database does in a few ten milliseconds, which hold the event loop. */
const CHUNK = 100;
/** Rows between two looks at the clock. */
const LOOK = 64;

export type CellRows = {
  /** Ascending; rows that are gone are left out. */
  rows: Iterable<number>;
  /** True where these are all rows of the cell, so that every other node is gone. */
  whole: boolean;
};

/**
 * Compares rows of a cell with what is kept of it, in slices. Null where `isOver` said meanwhile that the cell is being
 * read again.
 */
export async function cellChanges(
  recorded: RecordedVerdicts,
  { digests }: Pick<CellMemory, "digests">,
  { rows, whole }: CellRows,
  slices: Slices,
  isOver: () => boolean,
): Promise<CellChanges | null> {
  const { verdicts, policy } = await recorded.current(slices);
  const { snapshot } = verdicts;
  const seen = new Set<string>();
  const different: number[] = [];
  const closed: string[] = [];
  let looked = 0;
  for (const row of rows) {
    looked += 1;
    if (looked % LOOK === 0 && slices.isOver()) {
      await slices.rest();
      if (isOver()) return null;
      // Lines may have come meanwhile; looking at what they changed is quick.
      await recorded.current(slices);
    }
    if (snapshot.isGone(row)) continue;
    const { id, digest } = spanFacts(verdicts, row);
    seen.add(id);
    const kept = digests.get(id);
    if (kept === digest) continue;
    if (kept !== undefined) closed.push(id);
    different.push(row);
  }
  if (whole) for (const id of digests.keys()) if (!seen.has(id)) closed.push(id);
  if (isOver()) return null;
  const opened = chunksOf(different, (chunk) => {
    if (isOver()) throw new CellReadAnew();
    verdicts.refresh();
    return chunk.map((row) => spanFacts(verdicts, row));
  });
  return { policy, nodes: seen.size, closed, opened, openedCount: different.length };
}

/** What is being written is no longer so: the cell is being read again, and told of when that ends. */
export class CellReadAnew extends Error {}

function chunksOf(
  rows: readonly number[],
  factsOf: (chunk: readonly number[]) => readonly SpanFacts[],
): Iterable<readonly SpanFacts[]> {
  return {
    *[Symbol.iterator]() {
      for (let from = 0; from < rows.length; from += CHUNK) yield factsOf(rows.slice(from, from + CHUNK));
    },
  };
}
