export type Day<Item> = { key: string; title: string; items: readonly Item[] };

export type DayOptions = {
  /** Epoch ms; what "Today" is. */
  now: number;
  /** IANA name; the reader's own where none is given. */
  timeZone?: string;
};

const DAY_MS = 86_400_000;

/** Puts items that are in order of time into the days of the reader's calendar, in the same order. */
export function groupByDay<Item>(
  items: readonly Item[],
  momentOf: (item: Item) => string,
  { now, timeZone }: DayOptions,
): readonly Day<Item>[] {
  const zone = timeZone === undefined ? {} : { timeZone };
  // Sweden writes dates as ISO does.
  const keys = new Intl.DateTimeFormat("sv-SE", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const titles = new Intl.DateTimeFormat("en-GB", { ...zone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const today = keys.format(now);
  const yesterday = dayBefore(today);
  const days: { key: string; title: string; items: Item[] }[] = [];
  for (const item of items) {
    const at = Date.parse(momentOf(item));
    const key = keys.format(at);
    const last = days.at(-1);
    if (last?.key === key) last.items.push(item);
    else {
      // Some versions of the language data set a comma after the weekday.
      const title = key === today ? "Today" : key === yesterday ? "Yesterday" : titles.format(at).replace(",", "");
      days.push({ key, title, items: [item] });
    }
  }
  return days;
}

/** By the calendar: 24 hours before now can be the day before yesterday where clocks change. */
function dayBefore(key: string): string {
  return new Date(Date.parse(`${key}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}
