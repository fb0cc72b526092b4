import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { STATUS_TEXT, StatusShape, type StatusTone } from "./status-shape.tsx";

export type StatusMarkProps = { tone: StatusTone; className?: string; children: ReactNode };

/** A status: its shape and its word, in its colour. */
export function StatusMark({ tone, className, children }: StatusMarkProps) {
  return (
    <span className={classNames("inline-flex min-w-0 items-center gap-1.5", STATUS_TEXT[tone], className)}>
      <StatusShape tone={tone} />
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
