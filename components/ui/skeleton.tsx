import { classNames } from "./class-names.ts";

/** The place of something that is on its way. The region that holds it says so with `aria-busy` and words. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames("block h-3.5 rounded-sm bg-line animate-[pulse-soft_1.4s_ease-in-out_infinite]", className)}
    />
  );
}
