"use client";

import { useEffect, useId, useRef } from "react";
import { isTyping } from "#components/instances/filters/is-typing.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { isFiltering, JOB_STATES, type JobFilter } from "./job-filter.ts";

export type TimelineFilterProps = {
  filter: JobFilter;
  people: readonly { key: string; name: string }[];
  onChange: (change: Partial<JobFilter>) => void;
  onClear: () => void;
};

const STATE_WORDS: Readonly<Record<(typeof JOB_STATES)[number], string>> = {
  open: "Running or paused",
  done: "Done",
  cancelled: "Cancelled",
};

/** Which jobs the timeline shows. `/` comes to the text. */
export function TimelineFilter({ filter, people, onChange, onClear }: TimelineFilterProps) {
  const box = useRef<HTMLInputElement>(null);
  const failedId = useId();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  const gone = filter.who !== "" && !people.some(({ key }) => key === filter.who);
  return (
    <search className="flex flex-wrap items-center gap-2">
      <Input
        ref={box}
        type="search"
        aria-label="Search changes"
        placeholder="Search: reason, case, person"
        value={filter.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (filter.text === "") box.current?.blur();
          else onChange({ text: "" });
        }}
        className="min-w-0 flex-1 basis-48"
      />
      <Select
        aria-label="Who"
        value={filter.who}
        onChange={(event) => onChange({ who: event.currentTarget.value })}
        className="w-40"
      >
        <option value="">Everybody</option>
        {people.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
        {gone && <option value={filter.who}>{filter.who.replace(/^\w+:/, "") || "Somebody"}</option>}
      </Select>
      <Select
        aria-label="State"
        value={filter.state ?? ""}
        onChange={(event) => onChange({ state: JOB_STATES.find((state) => state === event.currentTarget.value) ?? null })}
        className="w-40"
      >
        <option value="">Any state</option>
        {JOB_STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_WORDS[state]}
          </option>
        ))}
      </Select>
      <label htmlFor={failedId} className="flex items-center gap-2 py-1">
        <Checkbox id={failedId} checked={filter.failed} onChange={(event) => onChange({ failed: event.currentTarget.checked })} />
        Only with failures
      </label>
      {isFiltering(filter) && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          Clear
        </Button>
      )}
    </search>
  );
}
