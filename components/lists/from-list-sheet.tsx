"use client";

import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { estateStore, useEstate } from "#components/estate/use-estate.ts";
import { Button } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { DropTarget } from "#components/ui/drop-target.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { resolveList } from "#lib/inventory/resolve-list.ts";
import { ListResult } from "./list-result.tsx";
import { readListFile } from "./read-list-file.ts";

export type FromListSheetProps = {
  /** A file that was dropped already. */
  file: File | null;
  onClose: () => void;
  /** Rows of the snapshot as it is at that moment. */
  onSelect: (rows: readonly number[]) => void;
};

/** More text than that makes a box to type in slow; it is kept beside it. */
const MOST_TYPED = 200_000;

/** Paste, open or drop a list of ids; see what it comes to; choose the nodes that were found. Load it lazily. */
export function FromListSheet({ file, onClose, onSelect }: FromListSheetProps) {
  const [open, setOpen] = useState(true);
  const [text, setText] = useState("");
  const [fileName, setFileName] = useState("");
  const [refused, setRefused] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const { snapshot } = useEstate();
  const asked = useDeferredValue(text);
  const list = useMemo(
    () => (asked.trim() === "" ? null : resolveList(asked, snapshot)),
    [asked, snapshot, snapshot.liveCount, snapshot.asOf],
  );
  const isLong = text.length > MOST_TYPED;

  const take = async (files: readonly File[]) => {
    const [first, ...more] = files;
    if (first === undefined) return;
    const read = await readListFile(first);
    setRefused(read.ok ? (more.length > 0 ? `Only ${first.name} was read: one list at a time.` : "") : read.words);
    if (!read.ok) return;
    setText(read.text);
    setFileName(read.name);
  };
  const change = (next: string, name = "") => {
    setText(next);
    setFileName(name);
    setRefused("");
  };
  const dropped = useRef(file);
  useEffect(() => {
    if (dropped.current !== null) void take([dropped.current]);
    dropped.current = null;
  });

  const select = () => {
    // The estate may be another one than when the list was last looked at: rows belong to a snapshot.
    onSelect(resolveList(text, estateStore().getState().snapshot).found);
    setOpen(false);
  };
  const found = list?.found.length ?? 0;

  return (
    <Sheet
      title="From a list"
      description="The instances that a list names become the selection. The list stays in this browser."
      open={open}
      onClose={() => setOpen(false)}
      onClosed={onClose}
      width="lg"
      footer={
        <>
          <Button size="lg" variant="primary" disabled={found === 0} busy={asked !== text} onClick={select}>
            {found === 0 ? "Select" : `Select ${formatCount(found, "instance")}`}
          </Button>
          <Button size="lg" onClick={() => setOpen(false)}>
            Cancel
          </Button>
        </>
      }
    >
      <DropTarget words="Drop the list here." onFiles={(files) => void take(files)} className="flex flex-col gap-4">
        <div className="flex flex-col gap-2">
          <div className="flex flex-wrap items-end justify-between gap-2">
            <label htmlFor="list-text" className="text-xs font-medium text-ink-2">
              Ids, ARNs or a CSV
            </label>
            <span className="flex gap-1.5">
              {text !== "" && (
                <Button size="sm" variant="ghost" onClick={() => change("")}>
                  Clear
                </Button>
              )}
              <Button size="sm" onClick={() => picker.current?.click()}>
                Open a file…
              </Button>
            </span>
          </div>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label="A file with a list"
            accept=".csv,.tsv,.txt,.json,text/*"
            onChange={(event) => {
              void take([...(event.currentTarget.files ?? [])]);
              // The same file can be opened again after it was changed.
              event.currentTarget.value = "";
            }}
          />
          {isLong ? (
            <p className="panel p-3">
              <bdi className="font-medium">{fileName || "Pasted text"}</bdi>, {formatNumber(text.split("\n").length)} lines
            </p>
          ) : (
            <textarea
              id="list-text"
              value={text}
              onChange={(event) => change(event.target.value)}
              rows={8}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              aria-describedby="list-hint"
              placeholder={"i-0f3a41c2d5e6b7a89, eu-west-1, prod\ni-0b1187c3d4e5f6a70"}
              className="ident w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 [overflow-wrap:anywhere]"
            />
          )}
          <p id="list-hint" className="text-xs text-ink-3">
            {fileName !== "" && !isLong && <bdi>From {fileName}. </bdi>}
            One id a line, or several; with region and account where an id is in several places. Or a CSV with a header, of which
            the columns for ids, regions and accounts are read. Up to 100,000 lines.
          </p>
          <p role="alert" className="text-danger empty:hidden">
            {refused}
          </p>
        </div>
        {list !== null && <ListResult list={list} snapshot={snapshot} />}
      </DropTarget>
    </Sheet>
  );
}
