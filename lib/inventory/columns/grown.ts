/**
 * The columns of this folder are typed arrays with room to spare, read inside bounds that the row, text and pair counts
 * give; `?? 0` at a read satisfies the compiler and is never reached. Code 0 means "nothing told" throughout.
 */

/** The same values in an array with room for at least `needed`; the array itself while it is large enough. */
export function grown32(values: Uint32Array, needed: number): Uint32Array {
  if (needed <= values.length) return values;
  const larger = new Uint32Array(roomFor(needed, values.length));
  larger.set(values);
  return larger;
}

/** As grown32, for bytes. */
export function grown8(values: Uint8Array, needed: number): Uint8Array {
  if (needed <= values.length) return values;
  const larger = new Uint8Array(roomFor(needed, values.length));
  larger.set(values);
  return larger;
}

/** Doubles while small; by a quarter when large, so that a million rows do not hold room for two. */
function roomFor(needed: number, present: number): number {
  return Math.max(needed, 64, present < 65_536 ? present * 2 : Math.ceil(present * 1.25));
}
