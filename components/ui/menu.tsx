"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { popupClass } from "./popup-class.ts";
import type { PopupTrigger } from "./popup-on-demand.tsx";

export type MenuProps = {
  /** The element that opens it, usually a Button. */
  trigger: PopupTrigger;
  defaultOpen?: boolean;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
};

/**
 * A list of things to do or to pick. Fill it with MenuRadioGroup, MenuLink and MenuSeparator. Load it on demand
 * (PopupOnDemand): it brings Base UI's menu along.
 */
export function Menu({ trigger, defaultOpen = false, align = "start", className, children }: MenuProps) {
  return (
    <BaseMenu.Root defaultOpen={defaultOpen}>
      <BaseMenu.Trigger render={trigger} />
      {/* Inside the main part of the page: what stands outside of all landmarks is hard to find by ear. */}
      <BaseMenu.Portal container={typeof document === "undefined" ? undefined : document.getElementById("main")}>
        <BaseMenu.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-40 outline-none">
          <BaseMenu.Popup
            className={classNames(popupClass, "max-h-(--available-height) min-w-44 overflow-y-auto p-1", className)}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export type MenuRadioGroupProps<Value extends string> = {
  label?: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; detail?: ReactNode }[];
};

/** One of several. Closes when one is picked. */
export function MenuRadioGroup<Value extends string>({ label, value, onChange, options }: MenuRadioGroupProps<Value>) {
  return (
    <BaseMenu.Group>
      {label && <BaseMenu.GroupLabel className={labelClass}>{label}</BaseMenu.GroupLabel>}
      <BaseMenu.RadioGroup
        value={value}
        onValueChange={(next: unknown) => {
          const option = options.find((candidate) => candidate.value === next);
          if (option !== undefined) onChange(option.value);
        }}
      >
        {options.map((option) => (
          <BaseMenu.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick
            className={classNames(itemClass, "items-start")}
          >
            <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center">
              <BaseMenu.RadioItemIndicator>
                <Check aria-hidden="true" className="size-3.5" />
              </BaseMenu.RadioItemIndicator>
            </span>
            <span className="min-w-0 flex-1">
              {option.label}
              {option.detail && <span className="block text-xs text-ink-3">{option.detail}</span>}
            </span>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}

/** An item that leads to another page. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <BaseMenu.LinkItem render={<Link href={href} />} closeOnClick className={itemClass}>
      {children}
    </BaseMenu.LinkItem>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}

const itemClass =
  "flex w-full cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-3 pointer-coarse:py-2.5";
const labelClass = "px-2 pt-1.5 pb-1 text-xs font-medium text-ink-3";
