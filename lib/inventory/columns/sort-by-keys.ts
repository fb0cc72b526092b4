/** Runs this short are sorted by insertion. */
const SHORT = 12;

/**
 * Sorts codes by their keys, in place: `starts[code]` is where the code's key begins in `keys`; a key ends with its first
 * 0. Codes whose keys are equal are put in the order of `compareEqual`. Three-way radix quicksort (Bentley and Sedgewick,
 * "Fast algorithms for sorting and searching strings", 1997): looks at each byte of a common prefix about once.
 */
export function sortByKeys(
  codes: Uint32Array,
  keys: Uint8Array,
  starts: Uint32Array,
  compareEqual: (one: number, other: number) => number,
): void {
  const byteOf = (code: number, depth: number): number => keys[(starts[code] ?? 0) + depth] ?? 0;
  const at = (index: number): number => codes[index] ?? 0;

  sort(0, codes.length, 0);

  /** Sorts codes[from] to codes[to - 1], whose keys are the same before `depth`. Goes on in place with the largest part. */
  function sort(begin: number, end: number, startDepth: number): void {
    let from = begin;
    let to = end;
    let depth = startDepth;
    while (to - from > SHORT) {
      const pivot = middleOf(byteOf(at(from), depth), byteOf(at((from + to) >>> 1), depth), byteOf(at(to - 1), depth));
      let less = from;
      let more = to;
      for (let index = from; index < more; ) {
        const byte = byteOf(at(index), depth);
        if (byte < pivot) swap(less++, index++);
        else if (byte > pivot) swap(index, --more);
        else index += 1;
      }
      if (pivot === 0) {
        // Only the ends of keys are 0: those between are equal, and nothing is less.
        codes.subarray(less, more).sort(compareEqual);
        from = more;
      } else {
        sort(from, less, depth);
        if (more - less > to - more) {
          sort(more, to, depth);
          from = less;
          to = more;
          depth += 1;
        } else {
          sort(less, more, depth + 1);
          from = more;
        }
      }
    }
    insert(from, to, depth);
  }

  function insert(from: number, to: number, depth: number): void {
    for (let index = from + 1; index < to; index += 1) {
      const code = at(index);
      let hole = index;
      while (hole > from && compare(at(hole - 1), code, depth) > 0) {
        codes[hole] = at(hole - 1);
        hole -= 1;
      }
      codes[hole] = code;
    }
  }

  function compare(one: number, other: number, depth: number): number {
    for (let place = depth; ; place += 1) {
      const byte = byteOf(one, place);
      const difference = byte - byteOf(other, place);
      if (difference !== 0) return difference;
      if (byte === 0) return compareEqual(one, other);
    }
  }

  function swap(one: number, other: number): void {
    const code = at(one);
    codes[one] = at(other);
    codes[other] = code;
  }
}

function middleOf(one: number, two: number, three: number): number {
  return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
}
