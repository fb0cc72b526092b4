/**
 * Whether an SSM agent version (`3.1.1732.0`, compared number by number) is at least the minimum. Null where the text is
 * not a version: an agent that does not tell is not taken for a new one.
 */
export function isAgentAtLeast(version: string, minimum: string): boolean | null {
  const [have, want] = [numbersOf(version), numbersOf(minimum)];
  if (have === null || want === null) return null;
  for (let at = 0; at < Math.max(have.length, want.length); at++) {
    const difference = (have[at] ?? 0) - (want[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): readonly number[] | null {
  return /^\d{1,9}(\.\d{1,9}){0,4}$/.test(version) ? version.split(".").map(Number) : null;
}
