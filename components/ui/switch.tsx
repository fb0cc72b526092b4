import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role" | "children"> & { children: ReactNode };

/** A setting that is on or off at once. The words beside it are its label. */
export function Switch({ className, children, ...rest }: SwitchProps) {
  return (
    <label className={classNames("inline-flex items-center gap-2 has-disabled:opacity-55", className)}>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own state; ARIA in HTML forbids aria-checked on it.
        role="switch"
        className="peer relative h-4 w-7 shrink-0 appearance-none rounded-full bg-edge transition-colors duration-100 before:absolute before:top-0.5 before:left-0.5 before:size-3 before:rounded-full before:bg-surface before:transition-transform before:duration-100 checked:bg-accent checked:before:translate-x-3"
        {...rest}
      />
      <span>{children}</span>
    </label>
  );
}
