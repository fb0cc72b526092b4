"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";

export type DialogProps = {
  title: string;
  description?: ReactNode;
  open: boolean;
  onClose: () => void;
  /** Buttons at the foot. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A modal question or list in the middle of the screen. Load it lazily: it brings Base UI's dialog along. */
export function Dialog({ title, description, open, onClose, footer, className, children }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          className={classNames(
            "fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[80vh] w-auto max-w-lg flex-col rounded-xl border border-line-strong bg-raised shadow-raised outline-none",
            "transition-[opacity,translate] duration-150 data-starting-style:-translate-y-1 data-starting-style:opacity-0 data-ending-style:opacity-0",
            className,
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="text-lg font-semibold">{title}</BaseDialog.Title>
              {description && <BaseDialog.Description className="mt-0.5 text-ink-2">{description}</BaseDialog.Description>}
            </div>
            <BaseDialog.Close
              render={
                <IconButton label="Close">
                  <X aria-hidden="true" className="size-4" />
                </IconButton>
              }
            />
          </div>
          <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Shared with Sheet. */
export const backdropClass =
  "fixed inset-0 z-50 bg-scrim transition-opacity duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0";
