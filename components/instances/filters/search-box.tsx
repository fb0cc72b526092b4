"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { formatNumber } from "#components/ui/count.tsx";
import { controlClass } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { popupClass } from "#components/ui/popup-class.ts";
import type { FacetValue, Filter } from "#lib/inventory/view.ts";
import { type Suggestion, suggestFilters } from "./filter-suggestions.ts";
import { parseToken } from "./filter-token.ts";
import { isTyping } from "./is-typing.ts";

export type SearchBoxProps = {
  /** The text that the table is searched for. */
  text: string;
  /** How many rows are found, in words; shown and read out as it changes. */
  found: string;
  onText: (text: string) => void;
  onFilter: (filter: Filter) => void;
  tagKeys: () => readonly string[];
  facetOf: (field: string) => readonly FacetValue[];
};

/**
 * One box for everything: plain text searches as one types, `region = eu-west-1` becomes a filter on Enter, and what
 * could come next is offered below. `/` comes here; Esc closes the offers, then clears, then leaves.
 */
export function SearchBox({ text, found, onText, onFilter, tagKeys, facetOf }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const listId = useId();
  /** What stands in the box where that is more than the text searched for: a filter that is being typed. */
  const [draft, setDraft] = useState<string | null>(null);
  const [offering, setOffering] = useState(false);
  const [marked, setMarked] = useState(-1);
  const shown = draft ?? text;
  const offers = offering ? suggestFilters(shown, tagKeys(), facetOf) : [];
  const open = offers.length > 0;

  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  const type = (input: string) => {
    const isText = parseToken(input).kind === "text";
    setDraft(isText ? null : input);
    onText(isText ? input : "");
    setMarked(-1);
    setOffering(true);
  };

  const take = (filter: Filter) => {
    setDraft(null);
    setMarked(-1);
    setOffering(false);
    onText("");
    onFilter(filter);
  };

  const choose = (offer: Suggestion) => {
    const token = parseToken(offer.text);
    if (offer.done && token.kind === "filter") take(token.filter);
    else type(offer.text);
    box.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        setOffering(true);
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (open) setMarked((marked + step + offers.length + 1 + (marked < 0 && step < 0 ? -1 : 0)) % (offers.length + 1));
        return;
      }
      case "Enter": {
        const offer = offers[marked];
        if (offer !== undefined) return choose(offer);
        const token = parseToken(shown);
        if (token.kind === "filter") take(token.filter);
        return setOffering(false);
      }
      case "Escape":
        event.preventDefault();
        if (open) return setOffering(false);
        if (shown !== "") return type("");
        return box.current?.blur();
    }
  };

  return (
    <div className="relative min-w-0 flex-1 basis-60">
      <Search aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-3" />
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label="Search or filter instances"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && marked >= 0 ? `${listId}-${marked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search or filter: region = eu-west-1"
        value={shown}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setOffering(false)}
        className={classNames(controlClass, "peer pr-16 pl-8 text-ellipsis placeholder:text-ellipsis sm:pr-36")}
      />
      <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center gap-2 text-ink-3 peer-focus:[&>kbd]:hidden pointer-coarse:[&>kbd]:hidden">
        <span role="status" className="max-sm:sr-only">
          {found}
        </span>
        <Kbd>/</Kbd>
      </span>
      {open && (
        <div
          id={listId}
          role="listbox"
          aria-label="Filters to go on with"
          className={classNames(popupClass, "absolute top-full left-0 z-30 mt-1 w-full min-w-64 p-1")}
        >
          {offers.map((offer, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box above answers the keys; the focus never comes here.
            // biome-ignore lint/a11y/useFocusableInteractive: as above (aria-activedescendant).
            <div
              key={offer.text}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === marked}
              // The press must not take the focus from the box, or the list would be gone before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(offer)}
              className="flex cursor-default items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover aria-selected:bg-selected"
            >
              <bdi className="min-w-0 flex-1 truncate">{offer.label}</bdi>
              <span className="text-xs text-ink-3">{offer.count === null ? offer.hint : formatNumber(offer.count)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
