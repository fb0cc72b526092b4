"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { copyText } from "./copy-text.ts";

export type CopyButtonProps = {
  /** The text, or a way to make it when the button is pressed (for long ones). */
  text: string | (() => string);
  /** What is copied: "Copy policy". Shown unless `iconOnly`; always the accessible name. */
  label: string;
  iconOnly?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  disabled?: boolean;
  className?: string;
};

const SHOWN_MS = 2000;

/** Copies, and says "Copied" where one looks, and aloud. Says so too when the browser did not let it. */
export function CopyButton({ text, label, iconOnly = false, variant, size, disabled, className }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const Icon = state === "copied" ? Check : state === "refused" ? TriangleAlert : Copy;
  const word = state === "copied" ? "Copied" : state === "refused" ? "Not copied: select and copy it" : label;
  return (
    <>
      <Button
        variant={variant ?? (iconOnly ? "ghost" : "secondary")}
        size={size ?? (iconOnly ? "sm" : "md")}
        disabled={disabled}
        aria-label={iconOnly ? label : undefined}
        title={iconOnly ? word : undefined}
        className={classNames(iconOnly && "w-7 px-0 pointer-coarse:w-9", className)}
        onClick={async () => setState((await copyText(typeof text === "string" ? text : text())) ? "copied" : "refused")}
      >
        <Icon aria-hidden="true" className={classNames("size-3.5", state === "copied" && iconOnly && "text-reachable")} />
        {!iconOnly && <span>{word}</span>}
      </Button>
      <span role="status" className="sr-only">
        {state === "idle" ? "" : word}
      </span>
    </>
  );
}
