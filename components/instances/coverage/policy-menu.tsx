"use client";

import { ChevronDown } from "lucide-react";
import { inForceName } from "#components/roles/in-force-words.ts";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { PopupOnDemand } from "#components/ui/popup-on-demand.tsx";
import type { PolicyPopupProps } from "./policy-popup.tsx";

const PolicyPopup = onDemand(() => import("./policy-popup.tsx").then((file) => file.PolicyPopup));

/** Which policy Cado's role is taken to have. */
export function PolicyMenu(props: Omit<PolicyPopupProps, "trigger">) {
  return (
    <PopupOnDemand
      kind="menu"
      preload={PolicyPopup.preload}
      trigger={
        <Button size="sm">
          <span className="text-ink-3">Policy in force</span>
          {inForceName(props.policy)}
          <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
        </Button>
      }
    >
      {(popup) => <PolicyPopup {...props} {...popup} />}
    </PopupOnDemand>
  );
}
