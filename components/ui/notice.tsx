import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type NoticeTone = "info" | "good" | "warning" | "danger";

export type NoticeProps = {
  tone?: NoticeTone;
  /** The thing itself, in one sentence. */
  title: ReactNode;
  /** What it means, what to do. */
  children?: ReactNode;
  action?: ReactNode;
  /** Read aloud when it appears. For what happens while one looks, not for what was there from the start. */
  announce?: boolean;
  className?: string;
};

/** A message in the flow of the page. */
export function Notice({ tone = "info", title, children, action, announce = false, className }: NoticeProps) {
  const { icon: Icon, word, box, ink } = TONES[tone];
  return (
    <div
      role={announce ? (tone === "danger" ? "alert" : "status") : undefined}
      className={classNames("flex items-start gap-2.5 rounded-lg border px-3 py-2.5", box, className)}
    >
      <Icon aria-hidden="true" className={classNames("mt-px size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">
          <span className="sr-only">{word}: </span>
          <span>{title}</span>
        </p>
        {children && <div className="mt-0.5 break-words text-ink-2">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}

const TONES = {
  info: { icon: Info, word: "Note", box: "border-line-strong bg-surface", ink: "text-accent-text" },
  good: { icon: CircleCheck, word: "Done", box: "border-transparent bg-reachable-soft", ink: "text-reachable" },
  warning: { icon: TriangleAlert, word: "Warning", box: "border-transparent bg-tag-soft", ink: "text-tag" },
  danger: { icon: CircleAlert, word: "Problem", box: "border-transparent bg-danger-soft", ink: "text-danger" },
} as const;
