"use client";

import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { accountLabel } from "#components/instances/account-label.ts";
import { REACH_TONES, REACH_WORDS } from "#components/reach/reach-mark.tsx";
import type { NodeItem } from "#components/tagging/node-item.ts";
import { NodeList } from "#components/tagging/node-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { blockerWords } from "#lib/domain/blocker-words.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import type { Consequences } from "./consequences.ts";
import { type ListedChange, listedWords } from "./listed-change.ts";
import { listedRows } from "./listed-rows.ts";

export type ChangeSheetProps = {
  consequences: Consequences;
  listed: ListedChange;
  onDownload: () => void;
  downloading: boolean;
  onClose: () => void;
};

/** The nodes behind a count, with what is first in the way of each before and after. Load it lazily. */
export function ChangeSheet({ consequences, listed, onDownload, downloading, onClose }: ChangeSheetProps) {
  const [open, setOpen] = useState(true);
  const { snapshot, before, after, tag } = consequences;
  const { capability } = listed;
  const rows = useMemo(() => Array.from(listedRows(consequences, listed)), [consequences, listed]);
  const toItem = (row: number): NodeItem => {
    const { id, name, account, region } = snapshot.node(row);
    const reach = after.reach(row, capability);
    return {
      id,
      name,
      place: `${accountLabel(snapshot.accounts, account)} · ${region}`,
      from: firstWords(before, row, capability),
      to: firstWords(after, row, capability),
      status: { tone: REACH_TONES[reach], word: REACH_WORDS[reach] },
      problem: null,
    };
  };
  const title = `${consequences.atLeast ? "At least " : ""}${formatCount(rows.length, "instance")} ${listedWords(listed)}`;
  return (
    <Sheet
      title={title}
      description={
        consequences.draft === null ? (
          "First in the way before, and after the swap."
        ) : (
          <>
            First in the way before, and after the swap, as if {formatCount(consequences.draft.nodes, "instance")} carried{" "}
            {tag.key}.
          </>
        )
      }
      open={open}
      onClose={() => setOpen(false)}
      onClosed={onClose}
      width="lg"
      footer={
        <>
          <CopyButton
            label={`Copy ${formatCount(rows.length, "id")}`}
            text={() => rows.map((row) => snapshot.idAt(row)).join("\n")}
          />
          <Button busy={downloading} onClick={onDownload}>
            <Download aria-hidden="true" className="size-3.5" />
            Download CSV
          </Button>
        </>
      }
    >
      <NodeList label={title} empty="There is none any more." items={rows} toItem={toItem} height="max-h-[calc(100dvh-14rem)]" />
    </Sheet>
  );
}

function firstWords(columns: VerdictColumns, row: number, capability: Capability): string {
  const first = columns.firstBlocker(row, capability);
  return first === null ? REACH_WORDS.reachable : blockerWords(first, columns.tag).label;
}
