import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { classNames } from "./class-names.ts";

export type IconButtonProps = Omit<ButtonProps, "aria-label" | "children"> & {
  /** What the button does, in words: its accessible name, and shown on hover. */
  label: string;
  children: ReactNode;
};

/** A button that shows only an icon. Use it where the icon is known to everyone (close, copy); otherwise use words. */
export function IconButton({ label, size = "sm", variant = "ghost", className, children, ...rest }: IconButtonProps) {
  const square =
    size === "sm" ? "w-7 pointer-coarse:w-9" : size === "md" ? "w-8 pointer-coarse:w-10" : "w-10 pointer-coarse:w-11";
  return (
    <Button
      aria-label={label}
      title={label}
      size={size}
      variant={variant}
      className={classNames("px-0", square, className)}
      {...rest}
    >
      {children}
    </Button>
  );
}
