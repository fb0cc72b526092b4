import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { isGap } from "#lib/domain/cell.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { ProblemText } from "./scope/problem-text.tsx";

export type InstancesEmptyProps = { snapshot: Snapshot; filtered: boolean; onClearFilters: () => void };

/** The stream broke before its first line; the notice above says why and when it is tried again. */
export function NothingYet() {
  return (
    <EmptyState title="The estate could not be asked for" className="flex-1">
      Nothing is known yet, so nothing is shown. The notice above says what went wrong.
    </EmptyState>
  );
}

/** No rows: because nothing matches, because nothing could be read, or because there is nothing. Three different things. */
export function InstancesEmpty({ snapshot, filtered, onClearFilters }: InstancesEmptyProps) {
  const gaps = snapshot.cells.filter(isGap);
  if (filtered && snapshot.liveCount > 0) {
    return (
      <EmptyState title="Nothing matches" action={<Button onClick={onClearFilters}>Clear filters</Button>}>
        None of {formatCount(snapshot.liveCount, "instance")} has all of what the search and the filters ask for.
        {gaps.length > 0 && ` ${formatCount(gaps.length, "account-region")} could not be read: what you look for may be there.`}
      </EmptyState>
    );
  }
  if (snapshot.sweeping || snapshot.arriving) {
    return <EmptyState title="No instances so far">Rows appear here as each account and region is read.</EmptyState>;
  }
  const [first] = gaps;
  if (first !== undefined) {
    return (
      <EmptyState title={gaps.length === snapshot.cells.length ? "Nothing could be read" : "No instances in what could be read"}>
        <p>
          {formatCount(gaps.length, "account-region")} could not be read. The first is {first.account}/{first.region}:
        </p>
        {first.problem && (
          <div className="mt-2 rounded-md bg-sunken p-3 text-left">
            <ProblemText problem={first.problem} />
          </div>
        )}
        <p className="mt-2">Details above lists all of them, each with what to do.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No instances"
      action={
        <Link href="/policy" className={buttonClass()}>
          See the policy meanwhile
        </Link>
      }
    >
      Every account and region was read, and there is no EC2 instance and no hybrid node in any of them. Are these the accounts
      that you meant? They are named in cado-reach.config.json, or are those of your credentials.
    </EmptyState>
  );
}
