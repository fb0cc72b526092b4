"use client";

import { ChevronDown } from "lucide-react";
import { memo, useId, useState } from "react";
import type { Connection, EstateState } from "#components/estate/estate-store.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Cell } from "#lib/domain/cell.ts";
import { accountLabel } from "../account-label.ts";
import { Moment } from "../moment.tsx";
import { ConnectionNotice } from "./connection-notice.tsx";
import { scopeSummary } from "./scope-summary.ts";
import { ScopeWords } from "./scope-words.tsx";
import { SweepButtons } from "./sweep-buttons.tsx";

const ScopeDetails = onDemand(() => import("./scope-details.tsx").then((file) => file.ScopeDetails));

export type ScopeBarProps = Pick<EstateState, "snapshot" | "connection" | "catchingUp"> & {
  /** The snapshot's, which is changed in place: with another one it is drawn again. */
  version: number;
  onRetry: () => void;
};

/** What was read and what was not, in one line; behind it the list of account-regions with what to do about each. */
export const ScopeBar = memo(function ScopeBar({ snapshot, connection, catchingUp, onRetry }: ScopeBarProps) {
  const [open, setOpen] = useState(false);
  const listId = useId();
  const summary = scopeSummary(snapshot.cells);
  const done = summary.total - summary.unfinished;
  const placeOf = ({ account, region }: Cell) => `${accountLabel(snapshot.accounts, account)}/${region}`;
  const known = snapshot.id !== "";
  // A check of the tag alone makes nothing else newer.
  const asOf = summary.newestRead ?? snapshot.asOf;
  return (
    <section aria-label="What was read" className="relative border-y bg-canvas">
      {snapshot.sweeping && (
        <ProgressBar
          label="Account-regions read"
          value={done}
          max={summary.total}
          className="absolute inset-x-0 -top-px h-0.5 rounded-none"
        />
      )}
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1 text-ink-2 sm:px-4">
        <p className="min-w-0 flex-1 basis-64" role="status">
          {!known && <Connecting connection={connection} />}
          {known && snapshot.sweeping && (
            <>
              <Spinner className="mr-1.5 inline align-[-2px]" />
              Reading: {formatNumber(done)} of {formatCount(summary.total, "account-region")},{" "}
              {formatCount(snapshot.liveCount, "instance")} so far
            </>
          )}
          {snapshot.arriving && (
            <>
              <Spinner className="mr-1.5 inline align-[-2px]" />
              Receiving: {formatCount(snapshot.liveCount, "instance")} so far
            </>
          )}
          {snapshot.asOf !== null && !snapshot.sweeping && <ScopeWords summary={summary} placeOf={placeOf} />}
        </p>
        {known && catchingUp && <span className="text-ink-3">Reading again; what you see is from before</span>}
        {asOf !== null && !snapshot.sweeping && (
          <span className="text-ink-3">
            as of <Moment at={Date.parse(asOf)} as="time" />
          </span>
        )}
        {known && (
          <div className="flex items-center gap-1.5">
            <SweepButtons sweeping={snapshot.sweeping} tagKey={snapshot.tag.key} hasNodes={snapshot.liveCount > 0} />
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={open}
              aria-controls={listId}
              onPointerEnter={ScopeDetails.preload}
              onFocus={ScopeDetails.preload}
              onClick={() => setOpen(!open)}
            >
              Details
              <ChevronDown aria-hidden="true" className={classNames("size-3.5 transition-transform", open && "rotate-180")} />
            </Button>
          </div>
        )}
      </div>
      {connection.state === "cut" && (
        <ConnectionNotice problem={connection.problem} retryAt={connection.retryAt} onRetry={onRetry} />
      )}
      <div id={listId} hidden={!open}>
        {open && <ScopeDetails cells={snapshot.cells} accounts={snapshot.accounts} />}
      </div>
    </section>
  );
});

function Connecting({ connection }: { connection: Connection }) {
  if (connection.state === "cut") return "Nothing has been read yet.";
  return (
    <>
      <Spinner className="mr-1.5 inline align-[-2px]" />
      Asking for the estate…
    </>
  );
}
