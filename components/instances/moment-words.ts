import { ageWords } from "./age-words.ts";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });

/** `time`: today's hour, the day too where it is another; `full`: day and time; `age`: how long ago. */
export type MomentLook = "time" | "full" | "age";

/** A moment (epoch ms) in the reader's own time, as `<time>` wants it, and in UTC for those who point at it. */
export function momentWords(at: number, as: MomentLook): { text: string; dateTime: string; title: string } {
  const date = new Date(at);
  const dateTime = date.toISOString();
  return { text: textOf(date, as), dateTime, title: `${dateTime.slice(0, 19).replace("T", " ")} UTC` };
}

function textOf(date: Date, as: MomentLook): string {
  if (as === "age") return ageWords((Date.now() - date.getTime()) / 1000);
  return (as === "full" || !isToday(date) ? DAY_AND_TIME : TIME).format(date);
}

function isToday(date: Date): boolean {
  return date.toDateString() === new Date().toDateString();
}
