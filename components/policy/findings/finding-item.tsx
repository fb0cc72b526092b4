"use client";

import { Button } from "#components/ui/button.tsx";
import type { Finding } from "#lib/policy/findings/finding.ts";
import { findingId } from "./finding-id.ts";

export type FindingItemProps = {
  finding: Finding;
  /** "" where there is only one policy. */
  policyName: string;
  settled: boolean;
  onShow: () => void;
  onFix?: () => void;
};

/** One finding: what, where, why, and the click that mends it. */
export function FindingItem({ finding, policyName, settled, onShow, onFix }: FindingItemProps) {
  const { title, why, fix, statement, path } = finding;
  const where = [policyName, statement === null ? "" : `statement ${statement + 1}`, path ?? ""].filter((part) => part !== "");
  return (
    <li
      id={findingId(finding)}
      tabIndex={-1}
      className="-mx-2 flex flex-wrap items-start rounded-sm px-2 outline-offset-0 gap-x-4 gap-y-1.5 border-b py-2 last:border-b-0 target:bg-selected sm:flex-nowrap"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
        <p className="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">{why}</p>
        {where.length > 0 && (
          <button
            type="button"
            onClick={onShow}
            className="mt-0.5 rounded-sm text-left text-xs text-accent-text underline underline-offset-2 [overflow-wrap:anywhere]"
          >
            Show {where.join(", ")}
          </button>
        )}
      </div>
      {onFix && fix !== null && (
        <Button
          size="sm"
          disabled={!settled}
          onClick={onFix}
          className="h-auto min-h-7 max-w-full py-1 whitespace-normal sm:max-w-56"
        >
          {fix.label}
        </Button>
      )}
    </li>
  );
}
