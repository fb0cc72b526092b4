"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { backdropClass } from "./dialog.tsx";
import { IconButton } from "./icon-button.tsx";

export type SheetProps = {
  title: ReactNode;
  /** Under the title. */
  description?: ReactNode;
  open: boolean;
  onClose: () => void;
  /** Called when it is gone from the screen, after its motion. */
  onClosed?: () => void;
  /** A sheet that leaves the page usable behind it (details) instead of covering it (a decision). */
  modal?: boolean;
  width?: "md" | "lg";
  /** Stays in view below what scrolls. */
  footer?: ReactNode;
  children: ReactNode;
};

/** A panel along the right side; on a phone, the whole screen. Load it lazily: it brings Base UI's dialog along. */
export function Sheet({ title, description, open, onClose, onClosed, modal = true, width = "md", footer, children }: SheetProps) {
  return (
    <BaseDialog.Root
      open={open}
      modal={modal}
      disablePointerDismissal={!modal}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(next) => !next && onClosed?.()}
    >
      <BaseDialog.Portal>
        {modal && <BaseDialog.Backdrop className={backdropClass} />}
        <BaseDialog.Popup
          className={classNames(
            "fixed inset-y-0 right-0 z-50 flex w-full flex-col bg-raised shadow-sheet outline-none transition-[opacity,translate] duration-150 data-starting-style:translate-x-4 data-starting-style:opacity-0 data-ending-style:translate-x-4 data-ending-style:opacity-0",
            width === "lg" ? "sm:max-w-3xl" : "sm:max-w-xl",
          )}
        >
          <div className="flex items-start gap-3 border-b px-4 py-3 sm:px-5">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="text-lg font-semibold break-words">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="mt-0.5 text-ink-2" render={<div />}>
                  {description}
                </BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close
              render={
                <IconButton label="Close">
                  <X aria-hidden="true" className="size-4" />
                </IconButton>
              }
            />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-5">{children}</div>
          {footer && <div className="flex flex-wrap items-center gap-2 border-t px-4 py-3 sm:px-5">{footer}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
