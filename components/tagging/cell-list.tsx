import { formatNumber } from "#components/ui/count.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { CellCount } from "./plan-groups.ts";

/** `done` null: nothing has been started. */
export type CellLine = CellCount & { done: number | null; failed: number };

export type CellListProps = { title: string; snapshot: Snapshot; cells: readonly CellLine[] };

/** Counts by account and region; bars once something runs. */
export function CellList({ title, snapshot, cells }: CellListProps) {
  const labels = new Map(snapshot.accounts.map(({ id, label }) => [id, label]));
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-xs font-semibold text-ink-2">{title}</h3>
      <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {cells.map(({ account, region, count, done, failed }) => {
          const name = `${labels.get(account) || account} · ${region}`;
          return (
            <li key={`${account} ${region}`} className="min-w-0">
              <div className="flex justify-between gap-2">
                <span className="min-w-0 truncate" title={`${account} ${region}`}>
                  {name}
                </span>
                <span className="shrink-0">
                  {failed > 0 && <span className="text-danger">{formatNumber(failed)} failed · </span>}
                  {done !== null && `${formatNumber(done)} of `}
                  {formatNumber(count)}
                </span>
              </div>
              {done !== null && (
                <ProgressBar
                  label={name}
                  value={done}
                  max={count}
                  tone={done === count ? "full" : "accent"}
                  className="mt-0.5 h-1"
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
