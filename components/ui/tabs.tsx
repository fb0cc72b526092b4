"use client";

import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type TabsProps<Value extends string> = {
  label: string;
  tabs: readonly { value: Value; label: ReactNode; panel: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  /** Shown at the end of the row of tabs. */
  aside?: ReactNode;
  className?: string;
  panelClassName?: string;
};

/** Panels of which one is in view, with their names in a row. */
export function Tabs<Value extends string>({ label, tabs, value, onChange, aside, className, panelClassName }: TabsProps<Value>) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next) => {
        const tab = tabs.find((candidate) => candidate.value === next);
        if (tab !== undefined) onChange(tab.value);
      }}
      className={className}
    >
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b">
        <BaseTabs.List aria-label={label} className="flex min-w-0 overflow-x-auto">
          {tabs.map((tab) => (
            <BaseTabs.Tab
              key={tab.value}
              value={tab.value}
              className="-mb-px h-9 border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink data-active:border-accent-text data-active:text-ink"
            >
              {tab.label}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {aside && <div className="ml-auto flex items-center gap-2 pb-1.5">{aside}</div>}
      </div>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className={classNames("outline-offset-2", panelClassName)}>
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
