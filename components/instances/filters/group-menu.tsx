"use client";

import { Rows3 } from "lucide-react";
import { memo } from "react";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { PopupOnDemand } from "#components/ui/popup-on-demand.tsx";
import type { GroupPopupProps } from "./group-popup.tsx";
import { labelOf } from "./instance-fields.ts";

const GroupPopup = onDemand(() => import("./group-popup.tsx").then((file) => file.GroupPopup));

/** Rows under headings, by a field or any tag. */
export const GroupMenu = memo(function GroupMenu(props: Omit<GroupPopupProps, "trigger">) {
  return (
    <PopupOnDemand
      kind="dialog"
      preload={GroupPopup.preload}
      trigger={
        <Button>
          <Rows3 aria-hidden="true" className="size-3.5 text-ink-3" />
          {props.group === null ? "Group by" : `Grouped by ${labelOf(props.group)}`}
        </Button>
      }
    >
      {(popup) => <GroupPopup {...props} {...popup} />}
    </PopupOnDemand>
  );
});
