import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & {
  /** Neither on nor off: some of what it stands for is chosen. */
  indeterminate?: boolean;
};

/**
 * The browser's own checkbox, drawn in our colours: nothing to hydrate, so a table can hold many. Give it a label or an
 * `aria-label`.
 */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={(element) => {
        if (element !== null) element.indeterminate = indeterminate;
      }}
      className={classNames("size-4 shrink-0 accent-accent pointer-coarse:size-5", className)}
      {...rest}
    />
  );
}
