import { Fragment, type ReactNode } from "react";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { StatusShape } from "#components/ui/status-shape.tsx";
import type { Cell } from "#lib/domain/cell.ts";
import { Moment } from "../moment.tsx";
import type { ScopeSummary } from "./scope-summary.ts";

/** How many of the same kind are named before the rest are only counted. */
const NAMED = 2;

export type ScopeWordsProps = {
  summary: ScopeSummary;
  /** An account-region in words. */
  placeOf: (cell: Cell) => string;
};

/** "Read 48 of 51 account-regions · 2 denied (ec2:DescribeInstances in corp/eu-south-1, …) · 1 failed (…)". */
export function ScopeWords({ summary, placeOf }: ScopeWordsProps) {
  const { total, read, denied, failed, stopped, disabled, noted, stale, staleSince } = summary;
  const parts: ReactNode[] = [
    <span key="read">
      Read <strong className="font-semibold text-ink">{formatNumber(read)}</strong> of {formatCount(total, "account-region")}
    </span>,
  ];
  if (denied.length > 0) parts.push(<Trouble key="denied" word="denied" cells={denied} placeOf={placeOf} />);
  if (failed.length > 0) parts.push(<Trouble key="failed" word="failed" cells={failed} placeOf={placeOf} />);
  if (stopped > 0) parts.push(<span key="stopped">{formatNumber(stopped)} not read, stopped</span>);
  if (stale > 0 && staleSince !== null) {
    parts.push(
      <span key="stale">
        {formatNumber(stale)} older, since <Moment at={Date.parse(staleSince)} as="time" />
      </span>,
    );
  }
  if (noted > 0) parts.push(<span key="noted">{formatNumber(noted)} with a note</span>);
  if (disabled > 0)
    parts.push(
      <span key="disabled" className="text-ink-3">
        {formatCount(disabled, "region")} not enabled
      </span>,
    );
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no order of their own to lose.
    <Fragment key={at}>
      {at > 0 && <span className="text-ink-3"> · </span>}
      {part}
    </Fragment>
  ));
}

type TroubleProps = { word: string; cells: readonly Cell[]; placeOf: (cell: Cell) => string };

function Trouble({ word, cells, placeOf }: TroubleProps) {
  const named = cells.slice(0, NAMED).map((cell) => `${why(cell)} in ${placeOf(cell)}`);
  return (
    <span className="text-danger">
      <StatusShape tone="barred" className="mr-1 inline align-[-1px] text-danger" />
      <strong className="font-semibold">
        {formatNumber(cells.length)} {word}
      </strong>{" "}
      ({named.join(", ")}
      {cells.length > NAMED && ", …"})
    </span>
  );
}

function why({ problem }: Cell): string {
  return problem?.action ?? problem?.code ?? "unknown reason";
}
