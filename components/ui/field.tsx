import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export type FieldAttributes = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

export type FieldProps = {
  label: string;
  /** One line on what it is for. */
  hint?: ReactNode;
  /** What is wrong with it, in words; announced. */
  error?: string | undefined;
  className?: string;
  /** Draws the control with the attributes that tie it to its label, hint and error. */
  children: (attributes: FieldAttributes) => ReactNode;
};

/** A label, a control, and the words that go with them. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : "", hint ? hintId : ""].filter(Boolean).join(" ");
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-xs font-medium text-ink-2">
        {label}
      </label>
      {children({ id, ...(describedBy && { "aria-describedby": describedBy }), ...(error && { "aria-invalid": true as const }) })}
      <p id={errorId} role="alert" className="text-xs text-danger empty:hidden">
        {error}
      </p>
      {hint && (
        <p id={hintId} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}
