import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import type { Cell, CellState } from "#lib/domain/cell.ts";
import { accountLabel } from "../account-label.ts";
import { Moment } from "../moment.tsx";
import { ProblemText } from "./problem-text.tsx";
import { byTrouble } from "./scope-summary.ts";

export type ScopeDetailsProps = { cells: readonly Cell[]; accounts: readonly { id: string; label: string }[] };

const WORDS: Readonly<Record<CellState, string>> = {
  waiting: "Waiting",
  reading: "Reading",
  read: "Read",
  denied: "Denied",
  disabled: "Not enabled",
  failed: "Failed",
  stopped: "Stopped",
};

const TONES: Readonly<Record<CellState, BadgeTone>> = {
  waiting: "neutral",
  reading: "accent",
  read: "full",
  denied: "danger",
  disabled: "neutral",
  failed: "danger",
  stopped: "half",
};

/** Every account-region: what came of it, why, and what to do. Trouble first. */
export function ScopeDetails({ cells, accounts }: ScopeDetailsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing inside that could take the focus.
    <section className="max-h-72 overflow-y-auto border-t bg-surface" tabIndex={0} aria-label="Account-regions">
      <ul className="divide-y">
        {byTrouble(cells).map((cell) => (
          <li
            key={cell.index}
            className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-3 py-1.5 sm:grid-cols-[6rem_minmax(9rem,16rem)_5rem_minmax(0,1fr)] sm:px-4"
          >
            <span>
              <Badge tone={TONES[cell.state]}>{WORDS[cell.state]}</Badge>
            </span>
            <span className="min-w-0 truncate">
              <bdi>{accountLabel(accounts, cell.account)}</bdi> · {cell.region}
              <span className="ident ml-2 text-ink-3 sm:hidden">{formatNumber(cell.nodes)}</span>
            </span>
            <span className="hidden text-right text-ink-2 sm:block">{formatNumber(cell.nodes)}</span>
            <span className="col-start-2 min-w-0 text-ink-2 sm:col-start-4">
              {cell.problem && <ProblemText problem={cell.problem} />}
              {cell.notes.map((note) => (
                <span key={note} className="block">
                  <strong className="font-medium">Note:</strong> {note}
                </span>
              ))}
              {cell.readAt !== null && (
                <span className="block text-ink-3">
                  {cell.state === "read" ? "read" : "last read"} at <Moment at={Date.parse(cell.readAt)} as="time" />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
