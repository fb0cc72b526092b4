"use client";

import { ListFilter } from "lucide-react";
import { memo } from "react";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { PopupOnDemand } from "#components/ui/popup-on-demand.tsx";
import type { FacetPopupProps } from "./facet-popup.tsx";

const FacetPopup = onDemand(() => import("./facet-popup.tsx").then((file) => file.FacetPopup));

/** Picks a filter by sight: a field, then its values with how many rows have each under the other filters. */
export const FacetMenu = memo(function FacetMenu(props: Omit<FacetPopupProps, "trigger">) {
  return (
    <PopupOnDemand
      kind="dialog"
      preload={FacetPopup.preload}
      trigger={
        <Button>
          <ListFilter aria-hidden="true" className="size-3.5 text-ink-3" />
          Filter
        </Button>
      }
    >
      {(popup) => <FacetPopup {...props} {...popup} />}
    </PopupOnDemand>
  );
});
