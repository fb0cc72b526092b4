import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type EmptyStateProps = {
  /** Why there is nothing, in a few words. */
  title: string;
  /** What it means and what to do next. */
  children?: ReactNode;
  /** The next step as a button or a link. */
  action?: ReactNode;
  /** `h1` where it is all there is on the page. */
  heading?: "h1" | "h2";
  className?: string;
};

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, children, action, heading: Heading = "h2", className }: EmptyStateProps) {
  return (
    <div className={classNames("mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center", className)}>
      <Heading className="text-base font-semibold">{title}</Heading>
      {children && <div className="text-ink-2">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
