import { classNames } from "./class-names.ts";

/**
 * A status by its look: a full disc, a half one, an open ring, a barred ring, a question mark. Each has its own colour
 * and its own shape, so that none of them depends on colour alone. What a tone means is said by the caller's words.
 */
export type StatusTone = "full" | "half" | "open" | "barred" | "unknown";

export function StatusShape({ tone, className }: { tone: StatusTone; className?: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={classNames("size-3 shrink-0", STATUS_TEXT[tone], className)}>
      <Shape tone={tone} />
    </svg>
  );
}

function Shape({ tone }: { tone: StatusTone }) {
  switch (tone) {
    case "full":
      return <circle cx="6" cy="6" r="5" fill="currentColor" />;
    case "half":
      return (
        <>
          <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" />
        </>
      );
    case "open":
      return <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;
    case "barred":
      return (
        <>
          <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M3.1 8.9 8.9 3.1" stroke="currentColor" strokeWidth="1.5" />
        </>
      );
    case "unknown":
      return (
        <>
          <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeDasharray="1.6 1.4" strokeWidth="1.25" />
          <path
            d="M4.9 4.9c0-.7.5-1.1 1.1-1.1s1.1.4 1.1 1c0 .8-1.1.9-1.1 1.7M6 7.9v.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1"
          />
        </>
      );
  }
}

/** Text colour of each tone; at least 4.5:1 on canvas, surface and its own soft ground. */
export const STATUS_TEXT: Readonly<Record<StatusTone, string>> = {
  full: "text-reachable",
  half: "text-tag",
  open: "text-ssm",
  barred: "text-policy",
  unknown: "text-unknown",
};

/** SVG fill of each tone, for bars. */
export const STATUS_FILL: Readonly<Record<StatusTone, string>> = {
  full: "fill-reachable-fill",
  half: "fill-tag-fill",
  open: "fill-ssm-fill",
  barred: "fill-policy-fill",
  unknown: "fill-unknown-fill",
};
