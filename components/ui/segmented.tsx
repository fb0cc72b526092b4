"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export type SegmentedOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  /** Accessible name where the label is only an icon. */
  name?: string;
};

export type SegmentedProps<Value extends string> = {
  /** What is being chosen; read out before the options. */
  legend: string;
  options: readonly SegmentedOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  size?: "sm" | "md";
  className?: string;
};

/** One of a few, all in view. Radio buttons underneath: arrow keys, one tab stop. */
export function Segmented<Value extends string>({
  legend,
  options,
  value,
  onChange,
  size = "md",
  className,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={classNames("inline-flex min-w-0 rounded-md border border-line-strong bg-sunken p-0.5", className)}>
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={option.name}
          className={classNames(
            "relative inline-flex min-w-0 flex-auto items-center justify-center gap-1.5 rounded-sm px-2.5 font-medium text-ink-2 select-none hover:text-ink",
            "has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--color-line-strong)]",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text",
            size === "sm" ? "h-6 text-xs pointer-coarse:h-8" : "h-7 text-sm pointer-coarse:h-9",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.name}
            className="absolute inset-0 size-full cursor-pointer appearance-none rounded-sm outline-none"
          />
          <span className="truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
