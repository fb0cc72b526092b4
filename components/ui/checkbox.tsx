import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** The look of a checkbox, for boxes that are drawn without React. */
export const checkboxClass = "size-4 shrink-0 accent-accent pointer-coarse:size-5";

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
      className={classNames(checkboxClass, className)}
      {...rest}
    />
  );
}
