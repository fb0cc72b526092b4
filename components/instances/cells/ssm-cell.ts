import type { CellContent } from "#components/table/cell-content.ts";
import type { StatusTone } from "#components/ui/status-shape.tsx";
import type { SsmState } from "#lib/domain/node.ts";
import { momentWords } from "../moment-words.ts";

export const SSM_WORDS: Readonly<Record<SsmState, string>> = {
  online: "Online",
  "connection-lost": "Lost",
  inactive: "Inactive",
  "not-managed": "Not managed",
  unknown: "Unknown",
};

const TONES: Readonly<Record<SsmState, StatusTone>> = {
  online: "full",
  "connection-lost": "open",
  inactive: "open",
  "not-managed": "open",
  unknown: "unknown",
};

/** What SSM says of a node; for one that went silent, how long ago it was heard last (epoch seconds, null: not told). */
export function ssmCell(ssm: SsmState, lastPing: number | null): CellContent {
  const silent = ssm === "connection-lost" || ssm === "inactive";
  return {
    look: "inline-flex min-w-0 items-center gap-1.5 align-middle text-ink-2",
    parts: [
      { as: "shape", tone: TONES[ssm] },
      { as: "text", text: SSM_WORDS[ssm], look: "truncate" },
      ...(silent && lastPing !== null
        ? [{ as: "time" as const, ...momentWords(lastPing * 1000, "age"), look: "min-w-0 truncate" }]
        : []),
    ],
  };
}
