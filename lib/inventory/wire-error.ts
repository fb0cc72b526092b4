/**
 * A line of the inventory stream that cannot be applied: another version, a row or cell that is not there, columns of
 * unequal length, a value outside its vocabulary. Nothing of the line was applied; the stream cannot be continued and
 * has to be opened again.
 */
export class WireError extends Error {
  override readonly name = "WireError";
}
