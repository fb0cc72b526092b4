"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { readAuditHead } from "./audit-api.ts";
import { useAnswer } from "./use-answer.ts";

const VERIFY = "npm run -s reach -- audit verify";

export type AuditHeadProps = {
  /** Another text whenever there may be new records. */
  version: string;
};

/** The end of the audit chain, to be noted elsewhere, and how to check all that is before it. */
export function AuditHead({ version }: AuditHeadProps) {
  const { asked, again } = useAnswer(version, readAuditHead);
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t pt-3 text-ink-2">
      <h2 className="font-medium text-ink">Audit record</h2>
      {asked.state === "asking" && <span>Reading its end.</span>}
      {asked.state === "failed" && (
        <span>
          Its end cannot be read: {asked.problem.title}{" "}
          <button type="button" onClick={again} className="text-accent-text hover:underline">
            Try again
          </button>
        </span>
      )}
      {asked.state === "answered" &&
        (asked.value.seq === 0 ? (
          <span>Nothing is recorded yet.</span>
        ) : (
          <span className="flex items-center gap-1">
            Record {formatNumber(asked.value.seq)} ·{" "}
            <span className="ident" title={asked.value.hash}>
              {asked.value.hash.slice(0, 12)}…
            </span>
            <CopyButton
              iconOnly
              text={`${asked.value.seq} ${asked.value.hash}`}
              label="Copy number and hash of the last record"
            />
          </span>
        ))}
      <span className="flex min-w-0 items-center gap-1">
        Verify: <code className="ident min-w-0 [overflow-wrap:anywhere]">reach audit verify</code>
        <CopyButton iconOnly text={VERIFY} label="Copy the line that verifies the record" />
      </span>
    </footer>
  );
}
