import { ageWords } from "./age-words.ts";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });

export type MomentProps = {
  /** Epoch ms. */
  at: number;
  /** `time`: today's hour, the day too where it is another; `full`: day and time; `age`: how long ago. */
  as: "time" | "full" | "age";
};

/** A moment in the reader's own time; UTC on hover. */
export function Moment({ at, as }: MomentProps) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={`${date.toISOString().slice(0, 19).replace("T", " ")} UTC`}>
      {as === "age" ? ageWords((Date.now() - at) / 1000) : (as === "full" || !isToday(date) ? DAY_AND_TIME : TIME).format(date)}
    </time>
  );
}

function isToday(date: Date): boolean {
  return date.toDateString() === new Date().toDateString();
}
