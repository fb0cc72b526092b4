import { hex32, mix32 } from "./random.ts";

export type NodeIdKind = "long" | "short" | "hybrid";

/** Where a node is: the number of its cell (0-1023; 0-63 for a short id) and its row there (0 to 2^26 - 1). */
export type NodePlace = { kind: NodeIdKind; cell: number; row: number };

/**
 * Ids are places, scrambled one to one, so that they are unique without a list and found again without an index:
 * `i-0` or `mi-0` and 16 hex digits, or `i-` and 8 for the short ones.
 */
export type NodeIds = { idOf(place: NodePlace): string; placeOf(id: string): NodePlace | undefined };

/** The bit of a scrambled cell number that says hybrid: above the first 256 cells the rest of the number goes around it. */
const HYBRID = 0x100;

const SHAPE = /^(?:(mi|i)-0([0-9a-f]{8})([0-9a-f]{8})|i-([0-9a-f]{4})([0-9a-f]{4}))$/;
const CELLS = 1024;
const ROUNDS = [0, 1, 2, 3, 4, 5];

/** The ids of the estate with this seed. */
export function createNodeIds(seed: number): NodeIds {
  const keys = ROUNDS.map((round) => mix32(mix32(seed | 0) + Math.imul(round + 1, 0x9e3779b9)));

  /** A Feistel network over two halves of `bits` bits: a permutation whatever the round function is. */
  function scramble(left: number, right: number, bits: 16 | 32, order: readonly number[]): [number, number] {
    let [first, second] = [left, right];
    for (const key of order) {
      [first, second] = [second, (first ^ (mix32(second ^ key) >>> (32 - bits))) >>> 0];
    }
    return [second, first];
  }
  const inverse = keys.toReversed();

  return {
    idOf({ kind, cell, row }) {
      if (kind === "short") {
        const [left, right] = scramble((cell << 10) | (row >>> 16), row & 0xffff, 16, keys);
        return `i-${hex32((left << 16) | right)}`;
      }
      const [left, right] = scramble(withKind(cell, kind === "hybrid"), row, 32, keys);
      return `${kind === "hybrid" ? "mi" : "i"}-0${hex32(left)}${hex32(right)}`;
    },
    placeOf(id) {
      const match = SHAPE.exec(id);
      if (match === null) return undefined;
      const [, prefix, high, low, shortHigh, shortLow] = match;
      if (shortHigh !== undefined && shortLow !== undefined) {
        const [left, right] = scramble(Number.parseInt(shortHigh, 16), Number.parseInt(shortLow, 16), 16, inverse);
        return { kind: "short", cell: left >>> 10, row: ((left & 0x3ff) << 16) | right };
      }
      const [left, row] = scramble(Number.parseInt(high ?? "", 16), Number.parseInt(low ?? "", 16), 32, inverse);
      const kind = left & HYBRID ? "hybrid" : "long";
      const cell = (left & 0xff) | ((left >>> 9) << 8);
      if (cell >= CELLS || (kind === "hybrid") !== (prefix === "mi")) return undefined;
      return { kind, cell, row };
    },
  };
}

function withKind(cell: number, hybrid: boolean): number {
  return (cell & 0xff) | ((cell >>> 8) << 9) | (hybrid ? HYBRID : 0);
}
