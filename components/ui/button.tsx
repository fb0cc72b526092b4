import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that what the button started is still going on. The button cannot be pressed meanwhile, and keeps its focus. */
  busy?: boolean;
};

/** A button. It is `type="button"` unless told otherwise, so that it never sends a form by accident. */
export function Button({ variant = "secondary", size = "md", busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={buttonClass({ variant, size, className })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** The look of a button, for links and for triggers of popups that bring their own element. */
export function buttonClass({
  variant = "secondary",
  size = "md",
  className,
}: {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string | undefined;
} = {}): string {
  return classNames(BASE, SIZES[size], VARIANTS[variant], className);
}

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:opacity-55 aria-disabled:opacity-75";

const SIZES: Readonly<Record<ButtonSize, string>> = {
  sm: "h-7 px-2 text-xs pointer-coarse:h-9",
  md: "h-8 px-3 text-sm pointer-coarse:h-10",
  lg: "h-10 px-4 text-base pointer-coarse:h-11",
};

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: "border-transparent bg-accent text-accent-ink enabled:hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-ink enabled:hover:bg-hover data-popup-open:bg-hover",
  ghost: "border-transparent bg-transparent text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink data-popup-open:bg-hover",
  danger: "border-transparent bg-danger-fill text-accent-ink enabled:hover:brightness-95",
};
