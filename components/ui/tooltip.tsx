"use client";

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { popupClass } from "./popup-class.ts";

export type TooltipProps = { content: ReactNode; children: ReactElement<Record<string, unknown>> };

/** More about what is already said. Nothing may be told here only: touch screens and many readers never see it. */
export function Tooltip({ content, children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger delay={300} render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={6} collisionPadding={8} className="z-50">
          <BaseTooltip.Popup className={classNames(popupClass, "max-w-xs px-2 py-1 text-xs")}>{content}</BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
