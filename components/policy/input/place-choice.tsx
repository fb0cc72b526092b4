"use client";

import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

export type Place<Id extends string> = { value: Id; label: string };

export type PlaceChoiceProps<Id extends string> = {
  /** "account", "region". */
  noun: string;
  /** Those of the estate, with words for people. */
  places: readonly Place<Id>[];
  /** Empty: all. */
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
};

/** Some of the estate's accounts or regions, or all there are and will be. */
export function PlaceChoice<Id extends string>({ noun, places, chosen, onChange }: PlaceChoiceProps<Id>) {
  const id = useId();
  // What a link names may not be in this estate, or not be read yet: it stays in the list.
  const all: readonly Place<Id>[] = [
    ...places,
    ...chosen.filter((value) => !places.some((place) => place.value === value)).map((value) => ({ value, label: value })),
  ];
  const summary = chosen.length === 0 ? `Every ${noun}` : formatCount(chosen.length, noun);
  return (
    <details className="group min-w-0 border-t pt-2">
      <summary className="rounded-sm marker:text-ink-3">
        <span className="ml-1">{summary}</span>
        {chosen.length > 0 && <span className="sr-only"> chosen</span>}
      </summary>
      <ScrollRegion aria-label={`Choice of ${noun}s`} className="mt-2 max-h-52">
        <ul className="flex flex-col gap-1.5 py-0.5 pl-0.5">
          {all.map(({ value, label }) => (
            <li key={value}>
              <label htmlFor={`${id}-${value}`} className="flex items-center gap-2.5">
                <Checkbox
                  id={`${id}-${value}`}
                  checked={chosen.includes(value)}
                  onChange={(event) =>
                    onChange(event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
                  }
                />
                <span className="min-w-0 truncate">
                  {label === value ? <span className="ident">{value}</span> : label}
                  {label !== value && <span className="ident text-ink-3"> {value}</span>}
                </span>
              </label>
            </li>
          ))}
        </ul>
        {all.length === 0 && <p className="text-ink-3">None has been read yet.</p>}
      </ScrollRegion>
      {chosen.length > 0 && (
        <button
          type="button"
          onClick={() => onChange([])}
          className="mt-1.5 rounded-sm text-xs text-accent-text underline underline-offset-2"
        >
          Back to every {noun}
        </button>
      )}
    </details>
  );
}
