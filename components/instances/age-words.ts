const STEPS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** How long ago, short: "40 s", "3 h", "12 d". Times a little in the future (another machine's clock) read as "0 s". */
export function ageWords(seconds: number): string {
  const past = Math.max(0, seconds);
  const [size, unit] = STEPS.find(([step]) => past >= step) ?? [1, "s"];
  return `${Math.floor(past / size)} ${unit}`;
}
