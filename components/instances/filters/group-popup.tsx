"use client";

import { startTransition, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { PopupTrigger } from "#components/ui/popup-on-demand.tsx";
import { labelOf, tagField } from "./instance-fields.ts";

export type GroupPopupProps = {
  trigger: PopupTrigger;
  group: string | null;
  onGroup: (field: string | null) => void;
  tagKeys: () => readonly string[];
};

const FIELDS = [
  "account",
  "region",
  "reach",
  "blocker",
  "state",
  "platform",
  "platformName",
  "ssm",
  "tagState",
  "instanceType",
  "owner",
];

/** Open at first. Rows under headings, by a field or any tag. */
export function GroupPopup({ trigger, group, onGroup, tagKeys }: GroupPopupProps) {
  const [open, setOpen] = useState(true);
  const pick = (field: string | null) => {
    onGroup(field);
    // The rows come first; that the popup is gone can wait for the frame after.
    startTransition(() => setOpen(false));
  };
  return (
    <Popover title="Group by" hideTitle align="end" open={open} onOpenChange={setOpen} className="w-64 p-0" trigger={trigger}>
      <GroupList group={group} onPick={pick} tagKeys={tagKeys} />
    </Popover>
  );
}

type GroupListProps = { group: string | null; onPick: (field: string | null) => void; tagKeys: () => readonly string[] };

function GroupList({ group, onPick, tagKeys }: GroupListProps) {
  const [typed, setTyped] = useState("");
  const found = [...FIELDS, ...tagKeys().map(tagField)].filter((field) =>
    labelOf(field).toLowerCase().includes(typed.toLowerCase()),
  );
  const itemClass = "w-full rounded-md px-2 py-1.5 text-left hover:bg-hover aria-pressed:font-semibold pointer-coarse:py-2.5";
  return (
    <>
      <div className="border-b p-2">
        <Input
          aria-label="Find a field or a tag to group by"
          placeholder="Field or tag"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ul className="max-h-72 overflow-y-auto p-1">
        <li>
          <button type="button" aria-pressed={group === null} onClick={() => onPick(null)} className={itemClass}>
            No groups
          </button>
        </li>
        {found.map((field) => (
          <li key={field}>
            <button type="button" aria-pressed={field === group} onClick={() => onPick(field)} className={itemClass}>
              <bdi>{labelOf(field)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
