"use client";

import { useEffect, useRef, useState } from "react";
import type { coverageCsv } from "#lib/inventory/coverage-csv.ts";
import { downloadText } from "../download-text.ts";
import type { Consequences } from "./consequences.ts";
import type { ListedChange } from "./listed-change.ts";
import { listedRows } from "./listed-rows.ts";
import { runInSlices } from "./run-in-slices.ts";

/** Makes the file of all that a swap changes, or of one list, in slices, and hands it to the browser. */
export function useCoverageFile(): {
  making: boolean;
  download: (consequences: Consequences, listed: ListedChange | null) => Promise<void>;
} {
  const [making, setMaking] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const download = async (consequences: Consequences, listed: ListedChange | null) => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setMaking(true);
    const csv = await import("#lib/inventory/coverage-csv.ts");
    const text = await runInSlices(() => makeFile(csv.coverageCsv, consequences, listed), mine.signal);
    if (text === null) return;
    setMaking(false);
    downloadText("cado-reach-consequences.csv", "text/csv;charset=utf-8", text);
  };
  return { making, download };
}

function* makeFile(
  write: typeof coverageCsv,
  { capabilities, before, after, ...rest }: Consequences,
  listed: ListedChange | null,
): Generator<void, string> {
  const all = Object.values(capabilities);
  const listedRow = listed === null ? null : new Set(listedRows({ capabilities, before, after, ...rest }, listed));
  const lines =
    listed === null || listedRow === null
      ? write({ comparisons: all, before, after })
      : write({
          comparisons: [capabilities[listed.capability]],
          before,
          after,
          changes: [listed.change],
          has: (row) => listedRow.has(row),
        });
  const parts: string[] = [];
  for (const part of lines) {
    parts.push(part);
    yield;
  }
  return parts.join("");
}
