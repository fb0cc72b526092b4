/** Values in groups of `size`, the last one smaller. */
export async function* inSlices<T>(values: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let slice: T[] = [];
  for await (const value of values) {
    slice.push(value);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
