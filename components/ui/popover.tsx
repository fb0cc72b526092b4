"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { popupClass } from "./popup-class.ts";
import type { PopupTrigger } from "./popup-on-demand.tsx";

export type PopoverProps = {
  /** The element that opens it, usually a Button. */
  trigger: PopupTrigger;
  /** Accessible name; shown as the heading unless `hideTitle`. */
  title: string;
  hideTitle?: boolean;
  align?: "start" | "center" | "end";
  defaultOpen?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

/**
 * A small panel beside the element that opened it. Esc and a click outside close it. Load it on demand (PopupOnDemand):
 * it brings Base UI's popover along.
 */
export function Popover({
  trigger,
  title,
  hideTitle = false,
  align = "start",
  defaultOpen = false,
  open,
  onOpenChange,
  className,
  children,
}: PopoverProps) {
  return (
    <BasePopover.Root
      defaultOpen={defaultOpen}
      {...(open !== undefined && { open })}
      {...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-40">
          <BasePopover.Popup className={classNames(popupClass, "max-h-(--available-height) w-72 overflow-y-auto p-3", className)}>
            <BasePopover.Title className={hideTitle ? "sr-only" : "mb-2 text-sm font-semibold"}>{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
