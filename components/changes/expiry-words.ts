const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long reach still holds: "ends in 2 h 10 min", "was to end 5 min ago". Whole minutes, never rounded up. */
export function expiryWords(expiresAt: string, nowMs: number): string {
  const leftMs = Date.parse(expiresAt) - nowMs;
  return leftMs >= 0 ? `ends in ${spanWords(leftMs)}` : `was to end ${spanWords(-leftMs)} ago`;
}

/** True once an incident's time is over: what holds it open now is that it is being taken back, or cannot be. */
export function isOverdue(expiresAt: string, nowMs: number): boolean {
  return Date.parse(expiresAt) < nowMs;
}

function spanWords(ms: number): string {
  if (ms < MINUTE_MS) return "less than a minute";
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return join(Math.floor(ms / HOUR_MS), "h", Math.floor((ms % HOUR_MS) / MINUTE_MS), "min");
  const days = Math.floor(ms / DAY_MS);
  return join(days, days === 1 ? "day" : "days", Math.floor((ms % DAY_MS) / HOUR_MS), "h");
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
