"use client";

import { Columns3 } from "lucide-react";
import { memo } from "react";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { PopupOnDemand } from "#components/ui/popup-on-demand.tsx";
import type { ColumnsPopupProps } from "./columns-popup.tsx";

const ColumnsPopup = onDemand(() => import("./columns-popup.tsx").then((file) => file.ColumnsPopup));

/** Which columns the table has: facts, and any tag. */
export const ColumnsMenu = memo(function ColumnsMenu(props: Omit<ColumnsPopupProps, "trigger">) {
  return (
    <PopupOnDemand
      kind="dialog"
      preload={ColumnsPopup.preload}
      trigger={
        <Button>
          <Columns3 aria-hidden="true" className="size-3.5 text-ink-3" />
          Columns
        </Button>
      }
    >
      {(popup) => <ColumnsPopup {...props} {...popup} />}
    </PopupOnDemand>
  );
});
