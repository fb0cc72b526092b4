import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { controlClass } from "./input.tsx";

export type SelectProps = ComponentProps<"select">;

/** One of a list. The browser's own list: it opens at once, and phones show their picker. */
export function Select({ className, children, ...rest }: SelectProps) {
  return (
    <span className={classNames("relative inline-flex w-full", className)}>
      <select className={classNames(controlClass, "appearance-none truncate pr-8 pl-2.5")} {...rest}>
        {children}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-2 my-auto size-4 text-ink-3" />
    </span>
  );
}
