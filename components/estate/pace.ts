const LONGEST_RETRY_MS = 30_000;

/** How long to wait before a stream is opened again for the `attempt`th time in a row, from 0: 1, 2, 4 … 30 seconds. */
export function retryMs(attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, 1000 * 2 ** Math.min(attempt, 10));
}

/**
 * How long apart the screens are drawn while rows come: the more rows, the more one drawing costs. An estate that is only
 * `arriving`, not being read, is there within moments, and drawing it half-way would hold that up.
 */
export function batchMs(rows: number, arriving: boolean): number {
  if (arriving) return 1_500;
  return rows < 20_000 ? 125 : rows < 60_000 ? 250 : 500;
}
