import { classNames } from "./class-names.ts";

export type ProgressBarProps = {
  label: string;
  /** Done so far; null where it is not known how much there is. */
  value: number | null;
  max: number;
  tone?: "accent" | "full" | "danger";
  className?: string;
};

/** How far something has come. Put the words and the numbers beside it. Drawn without a style attribute. */
export function ProgressBar({ label, value, max, tone = "accent", className }: ProgressBarProps) {
  const share = value === null || max === 0 ? 0 : Math.min(1, value / max);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value ?? undefined}
      className={classNames("h-1.5 w-full overflow-hidden rounded-full bg-line", className)}
    >
      <svg aria-hidden="true" className="block size-full" preserveAspectRatio="none">
        <rect
          height="100%"
          width={value === null ? "100%" : `${(share * 100).toFixed(2)}%`}
          className={classNames(
            tone === "full" ? "fill-reachable-fill" : tone === "danger" ? "fill-danger-fill" : "fill-accent",
            value === null && "animate-[pulse-soft_1.2s_ease-in-out_infinite]",
          )}
        />
      </svg>
    </div>
  );
}
