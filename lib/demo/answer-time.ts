type Duration = { ms: number; itemMs: number };

/** Pages of lists: so long for a page, and so much more for each of its items. The rest takes as long as a call that tells little. */
const DURATIONS: Readonly<Record<string, Duration>> = {
  DescribeInstances: { ms: 350, itemMs: 1.2 },
  DescribeTags: { ms: 250, itemMs: 0.2 },
  DescribeInstanceInformation: { ms: 250, itemMs: 0 },
  DescribeInstanceProperties: { ms: 350, itemMs: 0.8 },
};
const OTHERS: Duration = { ms: 150, itemMs: 0 };

/** How long AWS takes for an answer, about, in milliseconds: chosen after what people measure; AWS promises nothing. */
export function answerMs(operation: string, items: number): number {
  const { ms, itemMs } = DURATIONS[operation] ?? OTHERS;
  return ms + items * itemMs;
}
