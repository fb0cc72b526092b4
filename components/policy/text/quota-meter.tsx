import { formatNumber } from "#components/ui/count.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { POLICY_QUOTAS } from "#lib/policy/policy-size.ts";

const QUOTAS = [
  { name: "Managed policy", limit: POLICY_QUOTAS.managed, note: "for each policy" },
  { name: "Inline in a role", limit: POLICY_QUOTAS.inline, note: "all inline policies of the role together" },
] as const;

/** The size of a policy next to IAM's quotas. */
export function QuotaMeter({ characters }: { characters: number }) {
  return (
    <div className="text-xs text-ink-2">
      <p className="mb-2">
        <span className="font-medium text-ink">{formatNumber(characters)}</span> characters without white space, as IAM counts
      </p>
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {QUOTAS.map((quota) => {
          const over = characters > quota.limit;
          return (
            <li key={quota.name}>
              <ProgressBar
                label={`Share of the quota: ${quota.name}`}
                value={characters}
                max={quota.limit}
                tone={over ? "danger" : "accent"}
                className="mb-1"
              />
              {quota.name}: {Math.ceil((characters / quota.limit) * 100)}% of {formatNumber(quota.limit)}, {quota.note}
              {over && <span className="font-medium text-danger"> (too long)</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
