"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";

const Sheet = onDemand(() => import("#components/ui/sheet.tsx").then((file) => file.Sheet));

export type DetailsPanelProps = {
  title: string;
  description: ReactNode;
  /** Beside the table where there is room; over it where there is not. */
  beside: boolean;
  /** Grows when somebody asks to be taken into the panel. */
  focusAsked: number;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of the details. Beside the table it follows the active row and leaves the focus there until asked. */
export function DetailsPanel({ title, description, beside, focusAsked, onClose, children }: DetailsPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focusAsked > 0) heading.current?.focus();
  }, [focusAsked]);
  if (!beside) {
    return (
      <Sheet open title={title} description={description} onClose={onClose}>
        {children}
      </Sheet>
    );
  }
  return (
    <aside
      aria-label={`Details of ${title}`}
      className="flex w-[27rem] shrink-0 flex-col border-l bg-surface"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="flex items-start gap-2 border-b px-4 py-2.5">
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="text-base font-semibold break-words outline-none">
            <bdi>{title}</bdi>
          </h2>
          <div className="text-ink-2">{description}</div>
        </div>
        <IconButton label="Close the details" onClick={onClose}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
    </aside>
  );
}
