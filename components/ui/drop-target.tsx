"use client";

import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { classNames } from "./class-names.ts";

export type DropTargetProps = {
  /** What dropping does, in words; shown while files are held over it. */
  words: string;
  onFiles: (files: readonly File[]) => void;
  className?: string;
  children: ReactNode;
};

/** Takes files that are dropped anywhere on it, and shows that it would. Text that is dragged goes where it always goes. */
export function DropTarget({ words, onFiles, className, children }: DropTargetProps) {
  const [over, setOver] = useState(false);
  // A drag enters each element on its way before it leaves the one before: only the count tells that it is gone.
  const depth = useRef(0);

  function move(event: DragEvent, by: 1 | -1) {
    if (!hasFiles(event)) return;
    depth.current += by;
    setOver(depth.current > 0);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's way is the button that opens files.
    <div
      className={classNames("relative", className)}
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDropCapture={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        depth.current = 0;
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-2 top-[calc(var(--header-height)+0.5rem)] z-40 flex items-center justify-center rounded-xl border-2 border-dashed border-accent-text bg-selected/85">
          <p className="rounded-lg border bg-raised px-4 py-3 text-base font-semibold shadow-raised">{words}</p>
        </div>
      )}
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}
