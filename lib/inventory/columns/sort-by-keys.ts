/** Runs this short are sorted by insertion. */
const SHORT = 12;
const WORD_BYTES = 4;

/**
 * Sorts codes by their keys, in place: `starts[code]` is where the code's key begins in `keys`; a key ends with its first
 * 0. Codes whose keys are equal are put in the order of `compareEqual`. Three-way radix quicksort (Bentley and Sedgewick,
 * "Fast algorithms for sorting and searching strings", 1997), four bytes at a time, which are fetched once per place.
 */
export function sortByKeys(
  codes: Uint32Array,
  keys: Uint8Array,
  starts: Uint32Array,
  compareEqual: (one: number, other: number) => number,
): void {
  /** The four bytes of each code's key at the place being looked at. */
  const words = new Uint32Array(codes.length);
  fetchWords(0, codes.length, 0);
  sort(0, codes.length, 0);

  function fetchWords(from: number, to: number, depth: number): void {
    for (let index = from; index < to; index += 1) words[index] = wordAt(keys, (starts[codes[index] ?? 0] ?? 0) + depth);
  }

  /** Sorts codes[begin] to codes[end - 1], whose keys are the same before `depth` and whose words are fetched. */
  function sort(begin: number, end: number, depth: number): void {
    let from = begin;
    const to = end;
    // Goes on in place with the part above the pivot; the others are smaller by their pivots' count at least.
    while (to - from > SHORT) {
      const pivot = middleOf(words[from] ?? 0, words[(from + to) >>> 1] ?? 0, words[to - 1] ?? 0);
      let less = from;
      let more = to;
      for (let index = from; index < more; ) {
        const word = words[index] ?? 0;
        if (word < pivot) {
          swap(less, index);
          less += 1;
          index += 1;
        } else if (word > pivot) {
          more -= 1;
          swap(index, more);
        } else index += 1;
      }
      sort(from, less, depth);
      sortEqual(less, more, pivot, depth);
      from = more;
    }
    insert(from, to, depth);
  }

  /** Sorts codes that have the same word at `depth`. */
  function sortEqual(from: number, to: number, word: number, depth: number): void {
    if ((word & 0xff) === 0) {
      // The keys ended in this word: they are equal.
      if (to - from > 1) codes.subarray(from, to).sort(compareEqual);
      return;
    }
    fetchWords(from, to, depth + WORD_BYTES);
    sort(from, to, depth + WORD_BYTES);
  }

  function insert(from: number, to: number, depth: number): void {
    for (let index = from + 1; index < to; index += 1) {
      const code = codes[index] ?? 0;
      const word = words[index] ?? 0;
      let hole = index;
      while (hole > from && compare(hole - 1, code, word, depth) > 0) {
        codes[hole] = codes[hole - 1] ?? 0;
        words[hole] = words[hole - 1] ?? 0;
        hole -= 1;
      }
      codes[hole] = code;
      words[hole] = word;
    }
  }

  function compare(index: number, code: number, word: number, depth: number): number {
    const difference = (words[index] ?? 0) - word;
    if (difference !== 0) return difference;
    const other = codes[index] ?? 0;
    let left = wordAt(keys, (starts[other] ?? 0) + depth);
    for (let place = depth + WORD_BYTES; (left & 0xff) !== 0; place += WORD_BYTES) {
      left = wordAt(keys, (starts[other] ?? 0) + place);
      const right = wordAt(keys, (starts[code] ?? 0) + place);
      if (left !== right) return left - right;
    }
    return compareEqual(other, code);
  }

  function swap(one: number, other: number): void {
    const code = codes[one] ?? 0;
    const word = words[one] ?? 0;
    codes[one] = codes[other] ?? 0;
    words[one] = words[other] ?? 0;
    codes[other] = code;
    words[other] = word;
  }
}

/** Four bytes of a key as one number; 0 from the key's end on. */
function wordAt(keys: Uint8Array, at: number): number {
  const first = keys[at] ?? 0;
  if (first === 0) return 0;
  const second = keys[at + 1] ?? 0;
  if (second === 0) return (first << 24) >>> 0;
  const third = keys[at + 2] ?? 0;
  if (third === 0) return ((first << 24) | (second << 16)) >>> 0;
  return ((first << 24) | (second << 16) | (third << 8) | (keys[at + 3] ?? 0)) >>> 0;
}

function middleOf(one: number, two: number, three: number): number {
  return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
}
