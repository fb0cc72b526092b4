import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { StatusMark } from "#components/ui/status-mark.tsx";
import type { SetupFacts, StoreFacts } from "#lib/domain/setup-facts.ts";
import { FactRow, FactRows } from "./fact-rows.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { bytesWords, daysWords } from "./settings-words.ts";

export type StoreSectionProps = { setup: SetupFacts; store: Promise<StoreFacts> };

/** Where records are kept, how much there is, how long they stay, and where their chain ends. */
export async function StoreSection({ setup, store }: StoreSectionProps) {
  const { database, dataDir, retention, hasAuditKey } = setup;
  const facts = await store;
  return (
    <SettingsSection id="records" title="Records" line="Jobs, the audit log and the coverage history.">
      {!facts.ok && <ProblemNotice problem={facts.problem} />}
      <FactRows>
        <FactRow name="Database" note={<span className="ident">{database.place}</span>}>
          {database.kind === "pglite" ? "Embedded, in the data directory" : "Postgres server"}
          {facts.ok && `, version ${facts.version}`}
        </FactRow>
        <FactRow name="State">
          <StatusMark tone={facts.ok ? "full" : "barred"}>{facts.ok ? "In order" : "Cannot be used"}</StatusMark>
        </FactRow>
        {facts.ok && <FactRow name="Size">{`${bytesWords(facts.bytes)}, ${formatCount(facts.jobs, "job")}`}</FactRow>}
        <FactRow name="Data directory" note="The embedded database, and archives of what retention takes away.">
          <span className="ident">{dataDir}</span>
        </FactRow>
        {facts.ok && <AuditHead head={facts.auditHead} />}
        <FactRow
          name="Audit chain"
          note={
            hasAuditKey
              ? "Nobody without the key can make the log anew."
              : "Set CADO_REACH_AUDIT_KEY, and nobody without the key can make the log anew. Until then, note the head somewhere else now and then."
          }
        >
          {hasAuditKey ? "HMAC-SHA-256, with a key" : "SHA-256, without a key"}
        </FactRow>
        <FactRow name="Audit log kept for">{daysWords(retention.auditDays)}</FactRow>
        <FactRow name="Coverage history kept for">{daysWords(retention.historyDays)}</FactRow>
        <FactRow name="Jobs kept for">{daysWords(retention.jobDays)}</FactRow>
      </FactRows>
    </SettingsSection>
  );
}

function AuditHead({ head }: { head: { seq: number; hash: string } | null }) {
  return (
    <FactRow
      name="Head of the audit log"
      note={head !== null && <span className="ident">reach audit verify --head {head.hash}</span>}
    >
      {head === null ? (
        "None yet"
      ) : (
        <span className="flex items-start justify-between gap-2">
          <span className="min-w-0">
            Record {formatNumber(head.seq)} · <span className="ident">{head.hash}</span>
          </span>
          <CopyButton iconOnly text={head.hash} label="Copy the head’s hash" className="-my-1" />
        </span>
      )}
    </FactRow>
  );
}
