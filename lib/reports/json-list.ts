/** Slices of values as one JSON array, a value per line. */
export async function* jsonList(slices: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const slice of slices) {
    if (slice.length === 0) continue;
    yield separator + slice.map((value) => JSON.stringify(value)).join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]" : "\n]";
}
