const STEPS: readonly (readonly [limitSeconds: number, unitSeconds: number, unit: string])[] = [
  [3600, 60, "min"],
  [48 * 3600, 3600, "h"],
  [60 * 86_400, 86_400, "days"],
  [730 * 86_400, 30 * 86_400, "months"],
  [Number.POSITIVE_INFINITY, 365 * 86_400, "years"],
];

/** "just now", "4 min ago", "3 h ago", "12 days ago". A moment to come reads "in 4 min". */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 60) return "just now";
  const [, unitSeconds, unit] = STEPS.find(([limit]) => distance < limit) ?? [0, 86_400, "days"];
  const words = `${Math.floor(distance / unitSeconds)} ${unit}`;
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}
