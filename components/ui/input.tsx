import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type InputProps = ComponentProps<"input">;

/** A line of text. Put `aria-invalid` on it where it is wrong, and say why beside it (see Field). */
export function Input({ className, ...rest }: InputProps) {
  return <input type="text" className={classNames(controlClass, "px-2.5", className)} {...rest} />;
}

/** Look shared by everything that one types into or picks from. 16 px on touch screens, or iOS zooms in. */
export const controlClass =
  "h-8 w-full min-w-0 rounded-md border border-edge bg-surface text-sm text-ink hover:border-ink-3 aria-invalid:border-danger pointer-coarse:h-10 pointer-coarse:text-[16px]";
