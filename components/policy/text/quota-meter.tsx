import { formatNumber } from "#components/ui/count.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { QuotaUse } from "./quota-uses.ts";

/** The size of a policy next to the quotas that it has to keep. */
export function QuotaMeter({ uses }: { uses: readonly QuotaUse[] }) {
  return (
    <ul className="grid gap-x-6 gap-y-2 text-xs text-ink-2 sm:grid-cols-2">
      {uses.map(({ name, note, characters, limit }) => {
        const over = characters > limit;
        return (
          <li key={name}>
            <ProgressBar
              label={`Share of the quota: ${name}`}
              value={characters}
              max={limit}
              tone={over ? "danger" : "accent"}
              className="mb-1"
            />
            <span className="font-medium text-ink">{name}</span>: {formatNumber(characters)} of {formatNumber(limit)} characters,{" "}
            {note}
            {over && <span className="font-medium text-danger"> (too long by {formatNumber(characters - limit)})</span>}
          </li>
        );
      })}
    </ul>
  );
}
