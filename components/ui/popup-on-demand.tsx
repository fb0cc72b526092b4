"use client";

import { cloneElement, type ReactElement, type ReactNode, startTransition, useEffect, useState } from "react";
import { whenIdle } from "./when-idle.ts";

export type PopupTrigger = ReactElement<Record<string, unknown>>;

export type PopupOnDemandProps = {
  kind: "dialog" | "menu";
  /** The element that opens it, usually a Button. */
  trigger: PopupTrigger;
  /** Fetches the popup's code. Called ahead of need: when the browser is idle, or somebody comes near. */
  preload: () => void;
  /** Draws the popup, open at first, with its trigger; `fallback` stands in for both until its code is there. */
  children: (popup: { trigger: PopupTrigger; fallback: ReactElement }) => ReactNode;
};

/** The trigger alone until it is first used: popups bring Base UI along, which the first look at a page can do without. */
export function PopupOnDemand({ kind, trigger, preload, children }: PopupOnDemandProps) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => whenIdle(preload), [preload]);
  // A transition: drawn for the first time, a popup takes longer than a press may wait for its answer on a slow machine.
  const want = () => startTransition(() => setWanted(true));
  const fallback = cloneElement(trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: want,
    ...(kind === "menu" && {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        want();
      },
    }),
  });
  return wanted ? children({ trigger, fallback }) : fallback;
}
