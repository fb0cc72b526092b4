import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { StatusTone } from "./status-shape.tsx";

export type BadgeTone = StatusTone | "neutral" | "accent" | "danger";

export type BadgeProps = { tone?: BadgeTone; className?: string; children: ReactNode };

/** A word or two on a tinted ground. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex max-w-full items-center gap-1 rounded-sm px-1.5 py-px text-xs font-medium",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

const TONES: Readonly<Record<BadgeTone, string>> = {
  neutral: "bg-unknown-soft text-ink-2",
  accent: "bg-selected text-accent-text",
  danger: "bg-danger-soft text-danger",
  full: "bg-reachable-soft text-reachable",
  half: "bg-tag-soft text-tag",
  open: "bg-ssm-soft text-ssm",
  barred: "bg-policy-soft text-policy",
  unknown: "bg-unknown-soft text-unknown",
};
