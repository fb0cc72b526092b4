const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly number[] = [
  ...[1, 5, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * DAY),
];

export type TimeTick = { ms: number; text: string };

/**
 * Round moments for the time axis, `most` at most, in the reader's zone: `offsetMs` is what has to be added to UTC there.
 * Days where the step is a day or more, and at midnight; else the time of the day.
 */
export function timeTicks(fromMs: number, toMs: number, most: number, offsetMs: number): readonly TimeTick[] {
  const step = STEPS.find((candidate) => (toMs - fromMs) / candidate <= most) ?? Math.ceil((toMs - fromMs) / most / DAY) * DAY;
  const ticks: TimeTick[] = [];
  const first = Math.ceil((fromMs + offsetMs) / step) * step - offsetMs;
  for (let ms = first; ms <= toMs && step > 0; ms += step) {
    const form = (ms + offsetMs) % DAY === 0 ? formOf(Math.max(step, DAY)) : formOf(step);
    ticks.push({ ms, text: new Date(ms + offsetMs).toLocaleString("en-GB", { timeZone: "UTC", ...form }) });
  }
  return ticks;
}

function formOf(step: number): Intl.DateTimeFormatOptions {
  if (step >= 91 * DAY) return { month: "short", year: "numeric" };
  if (step >= DAY) return { day: "numeric", month: "short" };
  const seconds = step < MINUTE ? ({ second: "2-digit" } as const) : {};
  return { hour: "2-digit", minute: "2-digit", ...seconds, hourCycle: "h23" };
}

/** Round numbers from 0 to `top`, some four of them; whole ones. */
export function countTicks(top: number): readonly number[] {
  const rough = Math.max(1, top / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
}
